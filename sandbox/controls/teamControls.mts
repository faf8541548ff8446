import { initialTeamSettings } from '../state/teamTypes.mts';
import { nextId, type State } from '../state/state.mts';
import { createTransaction, createWallet, fillTeam } from '../teams/wallets.mts';
import type { Controls } from './controlTypes.mts';

type TeamControls = Pick<Controls, 'addTeamWallet' | 'addTeamTransaction' | 'setTeamSettings'>;

/** What changes the team's wallets and its key. */
export function createTeamControls(state: State): TeamControls & { resetTeam: () => void } {
	const { team } = state;
	const newId = () => nextId(state);
	const resetTeam = () => {
		Object.assign(team, { settings: initialTeamSettings(), wallets: [], transactions: [] });
		fillTeam(team, newId);
	};
	resetTeam();
	return {
		addTeamWallet: (input) => {
			const wallet = createWallet(input, newId);
			team.wallets.push(wallet);
			return wallet;
		},

		addTeamTransaction: (input) => {
			const transaction = createTransaction(team, input);
			team.transactions.push(transaction);
			return transaction;
		},

		setTeamSettings: (settings) => {
			Object.assign(team.settings, settings);
			return team;
		},

		resetTeam,
	};
}

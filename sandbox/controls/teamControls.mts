import { initialTeamSettings } from '../state/teamTypes.mts';
import { DEFAULT_WALLET_ID } from '../state/settings.mts';
import { bigId, type State } from '../state/state.mts';
import { createTransaction, createWallet, fillTeam } from '../teams/wallets.mts';
import type { Controls } from './controlTypes.mts';

type TeamControls = Pick<Controls, 'addTeamWallet' | 'addTeamTransaction' | 'setTeamSettings'>;

/** What changes the team's wallets and its key. */
export function createTeamControls({ team }: State): TeamControls & { resetTeam: () => void } {
	const resetTeam = () => {
		Object.assign(team, { settings: initialTeamSettings(), wallets: [], transactions: [] });
		fillTeam(team, [DEFAULT_WALLET_ID, bigId()]);
	};
	resetTeam();
	return {
		addTeamWallet: (input) => {
			const wallet = createWallet(input, bigId());
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

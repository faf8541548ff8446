/** The meaning of Cregis's return codes for the merchant (return-codes.md §2). */
import type { Api } from './endpoints';

export interface ReturnCode {
	/** What happened. */
	message: string;
	/** What to do next. */
	advice: string;
}

/** An earlier payment or order already uses the merchant's reference. */
export const REFERENCE_USED = ['E0009', 'E0018'];

/** The only success code (return-codes.md §1). */
export const SUCCESS_CODE = '00000';

const ADDRESS_QUOTA: ReturnCode = {
	message: 'Your Cregis plan has no API addresses left',
	advice: 'Upgrade the plan in Cregis, then run this again.',
};

export const RETURN_CODES: Record<string, ReturnCode> = {
	B0001: {
		message: 'Cregis rejected the signature',
		advice:
			"Check 'API Key' and 'Project ID' in the credential. Both must come from the same Cregis project and environment as 'Base URL'.",
	},
	E0001: {
		message: "This n8n's IP address isn't on the project's whitelist",
		advice:
			'In Cregis, open the project and add the address under Settings > IP Whitelist. A hosted n8n can have several outgoing addresses.',
	},
	E0002: {
		message: "'Alias' is too long",
		advice: "Shorten 'Alias' to 40 characters or fewer.",
	},
	E0003: {
		message: "Cregis doesn't know this project, or the project is disabled",
		advice:
			"Check 'Project ID' and 'Base URL' in the credential. Find both in Cregis under Settings > Developer.",
	},
	E0004: {
		message: "This Cregis project doesn't offer this operation",
		advice:
			'Orders require a Payment Engine project. Addresses, coins and payouts require a WaaS project. Choose the credential of the right project.',
	},
	E0005: {
		message: "The project doesn't support this coin or chain",
		advice:
			'Choose a coin or chain from the list, or enable it for the project in Cregis, then run this again.',
	},
	E0006: {
		message: "'Amount' must be greater than 0",
		advice: "Enter an 'Amount' greater than 0.",
	},
	E0007: {
		message: "'Amount' has more decimal places than the coin allows",
		advice: "Round 'Amount' to the decimal places that the coin allows.",
	},
	E0008: {
		message: "The address isn't valid on this chain",
		advice: 'Check the address and the chain. Each chain has its own address format.',
	},
	E0009: {
		message: "'Reference' was already used",
		advice:
			'Cregis already has a payment with this reference, so nothing was sent. It may be this one, from an earlier run: check it in Cregis. Use a new reference only for a different payment.',
	},
	E0010: {
		message: "The wallet doesn't exist",
		advice:
			"Check 'Wallet ID', or leave it empty to pay from the project's payout wallet. Make sure that wallet is set up in Cregis.",
	},
	E0011: {
		message: "The approval process doesn't exist",
		advice: "Set up an approval process for the project's wallet in Cregis.",
	},
	E0012: {
		message: 'The approval process was deleted',
		advice: "Set up an approval process for the project's wallet in Cregis.",
	},
	E0013: {
		message: 'The approval process is disabled',
		advice: "Enable the approval process of the project's wallet in Cregis.",
	},
	E0014: {
		message: 'Cregis has no payment with this ID in this project',
		advice:
			"Check 'Cregis ID', and make sure the credential belongs to the project that created the payment.",
	},
	E0015: {
		message: 'The project has no order with this ID',
		advice:
			'Check the ID, and make sure the credential belongs to the project that created the order.',
	},
	E0016: {
		message: 'Cregis rejected the amount',
		advice: 'Enter the amount as a plain number, such as 12.5.',
	},
	E0018: {
		message: "'Order ID' was already used",
		advice:
			'Cregis already has an order with this ID, so none was created. It may be this one, from an earlier run: check it in Cregis. Use a new ID only for a different order.',
	},
	E0019: {
		message: "'Order ID' is too long",
		advice: "Shorten 'Order ID' to 128 characters or fewer.",
	},
	E0020: {
		message: "Cregis doesn't support this 'Order Currency'",
		advice: 'Choose a currency from the list.',
	},
	E0021: {
		message: "'Remark' is too long",
		advice: "Shorten 'Remark' to 256 characters or fewer.",
	},
	E0022: {
		message: "'Order Amount' must be greater than 0",
		advice: "Enter an 'Order Amount' greater than 0.",
	},
	E0023: {
		message: "'Order Amount' has more decimal places than the currency allows",
		advice: "Round 'Order Amount' to 2 decimal places, or 8 for BTC.",
	},
	E0024: {
		message: 'Cregis has no order with this ID in this project',
		advice:
			"Check 'Cregis ID', and make sure the credential belongs to the project that created the order.",
	},
	E0025: {
		message: 'Cregis rejected the payer',
		advice:
			"Check 'Payer ID', 'Payer Name' and 'Payer Email'. An email address is required unless you accept partial payments and overpayments.",
	},
	E0026: {
		message: "Cregis rejected 'Valid Time'",
		advice:
			"Enter 'Valid Time' in whole minutes, from 10 to 1440. If Cregis still rejects it, enter 60 or less.",
	},
	E0027: {
		message: "'Number of Addresses' is out of range",
		advice: 'Enter a whole number from 1 to 100.',
	},
	E0028: {
		message: "Cregis doesn't support this address 'Status'",
		advice: "Choose 'Enabled' or 'Disabled'.",
	},
	E0029: {
		message: 'There is nothing to update',
		advice: "Fill in at least one of the 'Update Fields'.",
	},
	E0030: {
		message: "Cregis couldn't update the address",
		advice: 'Check that the address belongs to this project, then run this again.',
	},
	E0031: {
		message: "Cregis couldn't create the checkout",
		advice:
			"Check in Cregis that the project accepts the chosen tokens, then try again with a new 'Order ID'.",
	},
	E0032: {
		message: "Cregis rejected 'Memo'",
		advice: 'Enter digits only, below 4294967295. Only XRP and TON use a memo.',
	},
	E0033: ADDRESS_QUOTA,
	E0034: {
		message: 'Your Cregis plan has no API payouts left',
		advice: 'Upgrade the plan in Cregis, then run this again.',
	},
	O0015: {
		message: "The API key doesn't exist or is disabled",
		advice: "Check 'Access Key' in the credential, and its status in Cregis.",
	},
	T0062: ADDRESS_QUOTA,
};

/** Codes that mean something else in the Team API, which has no projects. */
const TEAM_CODES: Record<string, ReturnCode> = {
	B0001: {
		message: 'Cregis rejected the signature',
		advice:
			"Check 'Access Secret' in the credential. It must belong to the same API key as 'Access Key'.",
	},
	E0001: {
		message: "This n8n's IP address isn't on the whitelist of the API key",
		advice:
			"In Cregis, add the address to the whitelist of the team's API key. A hosted n8n can have several outgoing addresses.",
	},
	E0003: {
		message: "Cregis doesn't know this team, or the team is disabled",
		advice: "Check 'Base URL' in the credential. It must be that of the team, not of a project.",
	},
	E0004: {
		message: "The API key isn't allowed to do this",
		advice: "Check the permissions of the team's API key in Cregis.",
	},
	E0005: {
		message: "The wallet doesn't support this coin or chain",
		advice: 'Choose a chain and a token from the list.',
	},
	E0010: {
		message: "The wallet doesn't exist",
		advice: "Check 'Wallet', and make sure the credential belongs to the team of this wallet.",
	},
	O0015: {
		message: "The API key doesn't exist or is disabled",
		advice:
			"Check 'Access Key' and 'Base URL' in the credential, and the status of the key in Cregis.",
	},
};

/** Codes Oxxxx of the Team API are about its keys. Only O0015 is known (return-codes.md §2). */
const TEAM_KEY_CODE = /^O\d{4}$/;

/** Codes Axxxx: a parameter is missing or malformed. Cregis doesn't document the individual codes. */
const PARAMETER_CODE = /^A\d{4}$/;

/** Whether Cregis documents a code. An undocumented one may come from a proxy. */
export function isDocumented(code: string): boolean {
	return Object.hasOwn(RETURN_CODES, code) || PARAMETER_CODE.test(code);
}

/** The IP address that Cregis saw, at the end of its message for E0001. */
const IP_ADDRESS = /[0-9a-fA-F]*[:.][0-9a-fA-F:.]+\s*$/;

function teamReturnCode(code: string, said: string): ReturnCode | undefined {
	if (Object.hasOwn(TEAM_CODES, code)) return TEAM_CODES[code];
	if (!TEAM_KEY_CODE.test(code)) return undefined;
	return {
		message: 'Cregis refused the API key of the team',
		advice: `Check the permissions, the whitelist and the status of the key in Cregis. Cregis says: ${said}`,
	};
}

/**
 * Explains a return code.
 *
 * @param code a Cregis return code, other than success
 * @param said Cregis's message, which is shown if the code is unknown
 */
export function explainReturnCode(code: string, said: string, api: Api = 'project'): ReturnCode {
	const ofTeam = api === 'team' ? teamReturnCode(code, said) : undefined;
	if (code === 'E0001') {
		const { message, advice } = ofTeam ?? RETURN_CODES.E0001;
		const seen = IP_ADDRESS.exec(said);
		return { message: seen ? `${message}: ${seen[0].trim()}` : message, advice };
	}
	if (ofTeam) return ofTeam;
	if (Object.hasOwn(RETURN_CODES, code)) return RETURN_CODES[code];
	if (PARAMETER_CODE.test(code)) {
		return {
			message: 'Cregis rejected one of the fields',
			advice: `Check the fields of this item. Cregis says: ${said}`,
		};
	}
	return {
		message: `Unexpected code from Cregis: ${code}`,
		advice: said
			? `Cregis says: ${said}. Contact Cregis support with this code.`
			: 'Contact Cregis support with this code.',
	};
}

import Big from 'big.js';

// A constructor with settings of its own. Strict, it refuses JavaScript's numbers, which may have
// lost digits before they get here.
const Decimal = Big();
Decimal.strict = true;
// Only quotients are rounded to these decimals. They are far more than any coin has.
Decimal.DP = 40;

/** The exact value of a decimal text. Throws an Error if it isn't one. */
export function decimal(text: string): Big {
	return new Decimal(text);
}

/** The shortest decimal text of the value. */
export function decimalText(value: Big): string {
	return value.toFixed();
}

export function sum(amounts: string[]): Big {
	return amounts.reduce((total, amount) => total.plus(amount), decimal('0'));
}

export function roundDown(value: Big, decimals: number): Big {
	return value.round(decimals, Decimal.roundDown);
}

/** Rounded to the nearest, and up from half way. */
export function roundHalfUp(value: Big, decimals: number): Big {
	return value.round(decimals, Decimal.roundHalfUp);
}

/** How many digits stand behind the point, zeros included. */
export function decimalPlaces(text: string): number {
	return text.split('.')[1]?.length ?? 0;
}

export function isPositive(text: string): boolean {
	return decimal(text).gt('0');
}

declare module '@n8n/scan-community-package/scanner/scanner.mjs' {
	/** The files that the scanner reads in the source. In a tarball, it reads everything. */
	export const SOURCE_FILE_PATTERNS: string[];

	export function analyzePackage(
		folder: string,
		patterns?: string[],
	): Promise<{ passed: boolean; message?: string; details?: string }>;
}

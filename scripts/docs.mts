/** Writes the tables of the docs that come from the code. The package must be built. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { withTables } from './docs/pages.mts';
import { tablesOf, type Source } from './docs/tables.mts';

const FOLDER = 'docs';

const load = createRequire(import.meta.url);
const built = <T,>(file: string) => load(`../dist/${file}`) as T;

type NodeClass = new () => { description: Source['node'] };
const { Cregis, CregisTrigger, CregisPollingTrigger } =
	built<Record<'Cregis' | 'CregisTrigger' | 'CregisPollingTrigger', NodeClass>>('index.js');
const { RETURN_CODES, explainReturnCode } = built<{
	RETURN_CODES: Record<string, unknown>;
	explainReturnCode: Source['explainReturnCode'];
}>('nodes/Cregis/protocol/returnCodes.js');

const tables = tablesOf({
	node: new Cregis().description,
	trigger: new CregisTrigger().description,
	pollingTrigger: new CregisPollingTrigger().description,
	eventSchema: built('nodes/Cregis/__schema__/v2.0.0/output.json'),
	returnCodes: Object.keys(RETURN_CODES),
	explainReturnCode,
});

for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.md'))) {
	const file = join(FOLDER, name);
	const page = readFileSync(file, 'utf8');
	const current = withTables(page, tables);
	if (current === page) continue;
	writeFileSync(file, current);
	console.log(`Updated ${file}`);
}

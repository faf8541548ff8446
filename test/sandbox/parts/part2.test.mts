import { runTogether } from '../../support/runTogether.mts';

runTogether('test/sandbox', 2, 2);

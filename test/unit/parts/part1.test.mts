import { runTogether } from '../../support/runTogether.mts';

runTogether('test/unit', 1, 4);

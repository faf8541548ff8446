import { runTogether } from '../../support/runTogether.mts';

runTogether('test/unit', 2, 4);

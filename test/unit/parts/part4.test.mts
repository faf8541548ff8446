import { runTogether } from '../../support/runTogether.mts';

runTogether('test/unit', 4, 4);

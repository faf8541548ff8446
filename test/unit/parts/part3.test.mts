import { runTogether } from '../../support/runTogether.mts';

runTogether('test/unit', 3, 4);

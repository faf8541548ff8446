import { runTogether } from '../../support/runTogether.mts';

runTogether('test/engine', 1, 4);

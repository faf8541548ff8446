import { runTogether } from '../../support/runTogether.mts';

runTogether('test/engine', 2, 4);

import { runTogether } from '../../support/runTogether.mts';

runTogether('test/engine', 4, 4);

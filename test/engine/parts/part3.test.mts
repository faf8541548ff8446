import { runTogether } from '../../support/runTogether.mts';

runTogether('test/engine', 3, 4);

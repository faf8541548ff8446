import { runPart } from '../../support/runTogether.mts';

runPart(__filename);

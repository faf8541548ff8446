/** All engine tests as one file, so that n8n's engine is loaded once for each mutant and not once for each file. */
import { runTogether } from '../support/engineTests.mts';

runTogether();

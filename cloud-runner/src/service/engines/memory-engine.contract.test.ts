import { engineContract } from './contract.ts';
import { memoryEngine } from './memory-engine.ts';

engineContract('the engine of tests', async () => memoryEngine());

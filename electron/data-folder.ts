import path from 'node:path';

/** Where wallet, settings and the mock's database lie. MLEG_DATA_FOLDER gives tests and second opinions a world of their own. */
export const chooseDataFolder = (environment: Readonly<Record<string, string | undefined>>, appData: string): string =>
  path.resolve(environment['MLEG_DATA_FOLDER'] || path.join(appData, 'mLegitymacja Simulator'));

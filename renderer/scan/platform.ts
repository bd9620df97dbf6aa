export type Platform = 'windows' | 'macos' | 'linux' | 'other';

interface Described {
  readonly platform: string;
  readonly userAgentData?: { readonly platform: string };
}

/** Which system's settings a person has to look into; by the newer description where there is one. */
export function findPlatform({ userAgentData, platform }: Described): Platform {
  const name = userAgentData?.platform || platform;
  if (/^win/iu.test(name)) return 'windows';
  if (/^mac/iu.test(name)) return 'macos';
  return /^linux/iu.test(name) ? 'linux' : 'other';
}

import {
  bob,
  braids,
  brush,
  bun,
  type Hair,
  longStraight,
  mop,
  ponytail,
  receding,
  shortCrop,
  sideParting,
  waves,
} from './hair.ts';
import type { Look } from './people.ts';
import {
  beard,
  collar,
  earrings,
  freckles,
  headband,
  jacket,
  moustache,
  roundGlasses,
  roundNeck,
  scarf,
  squareGlasses,
  stripes,
} from './wear.ts';

type Tone = Pick<Look, 'skin' | 'skinShade' | 'blush'>;
const FAIR: Tone = { skin: '#fbdcc4', skinShade: '#e8ba9c', blush: '#f6bfab' };
const ROSY: Tone = { skin: '#f6d3b8', skinShade: '#e2b191', blush: '#f0a994' };
const TAN: Tone = { skin: '#e0ac80', skinShade: '#c58c60', blush: '#d99271' };
const BROWN: Tone = { skin: '#b67a52', skinShade: '#965f3d', blush: '#b06a4a' };
const DEEP: Tone = { skin: '#8a5a3c', skinShade: '#6d4329', blush: '#8f523a' };

type Rest = Pick<Look, 'wall' | 'halo' | 'brow' | 'iris' | 'shirt'> & Partial<Pick<Look, 'clothes' | 'extras'>>;
const look = (tone: Tone, hair: Hair, rest: Rest): Look => ({ clothes: [], extras: [], ...tone, ...hair, ...rest });

const GREEN = { wall: '#c9e4c5', halo: '#e2f2df' } as const;
const BLUE = { wall: '#c3d9ee', halo: '#deebf7' } as const;
const ROSE = { wall: '#f2cfd6', halo: '#fae6ea' } as const;
const SAND = { wall: '#ecdcb9', halo: '#f7eed8' } as const;
const LILAC = { wall: '#dccdea', halo: '#eee6f5' } as const;
const GREY = { wall: '#d3d8dc', halo: '#e8ebee' } as const;

/** The people of the refusals: each another mixture of the same few parts. */
export const MORE_PEOPLE: Readonly<Record<string, Look>> = {
  zenon: look(ROSY, sideParting('#6b4a2e', '#8d6844'), {
    ...{
      ...BLUE,
      brow: '#553a24',
      iris: '#4d6f8f',
      shirt: '#7b8794',
      clothes: collar('#f4f4f2'),
      extras: moustache('#6b4a2e'),
    },
  }),
  sylwia: look(FAIR, ponytail('#b4502a', '#d9764a'), {
    ...{
      ...GREEN,
      brow: '#8c3d20',
      iris: '#3f7d5c',
      shirt: '#27606b',
      clothes: roundNeck('#1c4850'),
      extras: freckles('#d99a78'),
    },
  }),
  alicja: look(TAN, bun('#2a1f1a', '#57443a'), {
    ...{
      ...SAND,
      brow: '#2a1f1a',
      iris: '#5b3a24',
      shirt: '#2f3b57',
      clothes: collar('#ffffff'),
      extras: earrings('#d9b23a'),
    },
  }),
  dorota: look(FAIR, bob('#8f8a86', '#b7b2ae'), {
    ...{ ...LILAC, brow: '#6f6a66', iris: '#4d6f8f', shirt: '#5a2f52', clothes: scarf('#c26a8a', '#a9506f') },
    extras: squareGlasses('#3b2a3a'),
  }),
  pawel: look(ROSY, receding('#4a3a30'), {
    ...{ ...GREY, brow: '#4a3a30', iris: '#57452f', shirt: '#37474f', clothes: jacket('#26333a', '#e9eef0') },
    extras: [...beard('#4a3a30'), ...squareGlasses('#22282c')],
  }),
  borys: look(FAIR, brush('#caa15a', '#e6c98d'), {
    ...{ ...ROSE, brow: '#a57d3a', iris: '#3b73b0', shirt: '#8b2f3f', clothes: stripes('#f1e6e2') },
  }),
  adam: look(BROWN, shortCrop('#1d1613', '#3d312b'), {
    ...{ ...SAND, brow: '#1d1613', iris: '#3a2417', shirt: '#e0e4e8', clothes: jacket('#2c5f8a', '#f6f7f8') },
  }),
  ela: look(ROSY, braids('#c98f3c', '#e0b368', '#c0392b'), {
    ...{
      ...BLUE,
      brow: '#96661f',
      iris: '#4d6f8f',
      shirt: '#3d8a78',
      clothes: roundNeck('#2c6c5d'),
      extras: freckles('#d08d6b'),
    },
  }),
  lena: look(DEEP, waves('#1b1310', '#453630'), {
    ...{
      ...GREEN,
      brow: '#1b1310',
      iris: '#2e1c12',
      shirt: '#e2a52b',
      clothes: roundNeck('#b97f14'),
      extras: headband('#c0392b'),
    },
  }),
  marek: look(TAN, mop('#3d2b1f', '#6a4f3b'), {
    ...{
      ...LILAC,
      brow: '#3d2b1f',
      iris: '#5b3a24',
      shirt: '#4c5a2f',
      clothes: stripes('#6d7d48'),
      extras: roundGlasses('#2c2c2c'),
    },
  }),
  nina: look(FAIR, longStraight('#3b2320', '#6b4640'), {
    ...{
      ...ROSE,
      brow: '#3b2320',
      iris: '#3f7d5c',
      shirt: '#4a4f8c',
      clothes: collar('#e6e7f5'),
      extras: earrings('#c6ccd6'),
    },
  }),
  kacper: look(BROWN, mop('#6e3a1c', '#99592f'), {
    ...{ ...GREY, brow: '#55290f', iris: '#3f5d3a', shirt: '#c2562a', clothes: scarf('#355c7d', '#26445e') },
  }),
};

/** Our own line drawings on a 24 × 24 grid, stroked. */
export const ICON_PATHS = {
  wallet: 'M4 7.5A2.5 2.5 0 0 1 6.5 5H17v3M4 7.5A2.5 2.5 0 0 0 6.5 10H20v9H6.5A2.5 2.5 0 0 1 4 16.5zM16.5 14.5h.01',
  university: 'M3 9.5 12 5l9 4.5-9 4.5zM7 12v5c3 2.5 7 2.5 10 0v-5M21 9.5V16',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  cross: 'M6 6l12 12M18 6 6 18',
  pause: 'M9 6v12M15 6v12',
  alert: 'M12 4 2.5 20h19zM12 10v4.5M12 17.5h.01',
  info: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M12 11v5.5M12 7.8h.01',
  camera: 'M4 8h3.5L9 5.5h6L16.5 8H20v11H4zM12 10.2a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4',
  screen: 'M3 5h18v11H3zM12 16v3.5M8 19.5h8',
  paste: 'M6 5h12v15H6zM9 3.5h6V7H9zM9 11h6M9 14.5h6',
  link: 'M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-5.7-5.7L12 7M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 5.7 5.7L12 17',
  image: 'M4 5h16v14H4zM4 16l4.5-4.5 4 4 3-3L20 17M15.5 9h.01',
  type: 'M3 6.5h18v11H3zM6.5 10h.01M10 10h.01M13.5 10h.01M17 10h.01M8 14h8',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  back: 'M14.5 5.5 8 12l6.5 6.5',
  forward: 'M9.5 5.5 16 12l-6.5 6.5',
  share: 'M12 15V4M8 7.5 12 4l4 3.5M5 12v7.5h14V12',
  qr: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.5v2.5M20 14v2M14 20h2M19.5 19.5h.01',
  person: 'M12 4.5a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.6M4.5 20c.8-4 3.7-6 7.5-6s6.7 2 7.5 6',
  card: 'M3 6h18v12H3zM3 10h18M6.5 14.5h5',
  plus: 'M12 5v14M5 12h14',
  shield: 'M12 3.5 5 6v5.5c0 4.3 2.8 7.4 7 9 4.2-1.6 7-4.7 7-9V6z',
  skip: 'M6 12h12',
} as const;

export type IconName = keyof typeof ICON_PATHS;

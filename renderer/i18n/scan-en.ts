import type { EngineChoice } from '../../scan/engines.ts';
import type { ScanTexts } from './scan-pl.ts';

const engines: Readonly<Record<EngineChoice, { readonly name: string; readonly what: string }>> = {
  all: { name: 'all of them', what: 'one after the other, the fastest first. The best way.' },
  zxing: { name: 'zxing', what: 'fast, and reads nearly everything that can be seen clearly.' },
  restore: { name: 'restore', what: 'restores a code that is fine, blurred or askew.' },
  jsqr: { name: 'jsQR', what: 'JavaScript alone: slow and demanding, to compare with.' },
};

export const scanEnglish: ScanTexts = {
  scan: {
    title: 'QR code from the university',
    ways: { label: 'Way to read the code', type: 'Type', camera: 'Camera', screen: 'Screen', image: 'Image' },
    pasteHint: 'You can also paste an image or the text of the code at any time:',
    typeLabel: 'Text of the QR code',
    typeHint: 'Copy the text below the QR code in USOSweb and paste it here.',
    typeEmpty: 'Paste the text that stands below the QR code.',
    checking: 'Checking the code and asking the university…',
    oneLaptopTitle: 'Everything on one laptop?',
    oneLaptopBody:
      'A camera cannot see a code on its own screen. Under “Screen”, point to the window that shows the code. Or copy the text below the code, or download its image and drop it here.',
  },
  camera: {
    choose: 'Camera',
    preview: 'Camera preview',
    numbered: (number) => `Camera ${number}`,
    states: {
      idle: { title: 'The camera is off', todo: 'It comes back when you return to this page.' },
      asking: { title: 'Waiting for permission', todo: 'Allow the camera in the prompt of your browser or system.' },
      looking: {
        title: 'Looking for a QR code',
        todo: 'Show the QR code to the camera so that it fills most of the picture.',
      },
      nothing: {
        title: 'Still no code in sight',
        todo: 'Bring it closer, avoid glare and hold it still. You can also choose an image or paste the text.',
      },
      small: { title: 'The code is too small', todo: 'It can be seen but not read. Bring it closer to the camera.' },
      blurred: {
        title: 'The code is blurred',
        todo: 'It can be seen but not read. Hold it still until the camera has focused.',
      },
      dark: {
        title: 'The code is too dark',
        todo: 'It can be seen but not read. Turn the phone’s brightness up, or the light on.',
      },
      glare: { title: 'There is glare on the code', todo: 'Reflected light covers part of it. Tilt it a little.' },
      foreign: {
        title: 'Not a student card code',
        todo: 'The camera sees some other QR code. Show the one from your order in USOSweb.',
      },
      read: { title: 'Code read', todo: 'Checking the code and asking the university…' },
      seen: { title: 'This code has been checked already', todo: 'Show the camera the next one.' },
      part: {
        title: 'A moving code: reading picture by picture',
        todo: 'Hold the phone still until all of it is read.',
      },
      refused: {
        title: 'The camera is not allowed',
        todo: 'Allow the camera and try again, or paste the text below the code.',
      },
      blocked: {
        title: 'The system does not allow the camera',
        todo: 'The browser asks in vain: the system refuses. Allow it and try again, or paste the text below the code.',
      },
      missing: {
        title: 'No camera found',
        todo: 'Connect a camera and it starts by itself. You can also paste the text or choose an image.',
      },
      busy: {
        title: 'The camera is busy',
        todo: 'Close the program that uses it (a video call, perhaps) and try again.',
      },
      unfit: {
        title: 'This camera cannot be used',
        todo: 'It may have been disconnected, or gives no picture. Choose another camera or another way.',
      },
      unsupported: {
        title: 'This page may not ask for a camera',
        todo: 'Open the address that the program printed, which begins with http://127.0.0.1, or paste the text or choose an image.',
      },
      lost: { title: 'The camera went away', todo: 'See that it is connected, and try again.' },
    },
    allow: {
      chromium: 'Browser: click the icon to the left of the address, then “Camera” → “Allow”.',
      windows: 'Windows: Settings → Privacy & security → Camera; allow desktop apps.',
      macos: 'macOS: System Settings → Privacy & Security → Camera; tick this program and start it again.',
      linux: 'Linux: see that you may use /dev/video0 (group “video”); Flatpak and Snap ask for the camera separately.',
      other: 'System: look for the camera in the privacy settings.',
    },
    again: 'Try again',
    zoom: 'Zoom',
    torch: 'Light',
  },
  reading: {
    title: 'How to read',
    engines,
    by: (engine, ms) => `Read by ${engines[engine].name}, ${ms} ms`,
    noWasm: 'WebAssembly does not run here, so zxing cannot read. Restore and jsQR stand in for it: slower.',
  },
  screen: {
    choose: 'Choose a screen or window',
    preview: 'Screen preview',
    stop: 'Stop looking at the screen',
    again: 'Choose again',
    states: {
      idle: {
        title: 'Is the code on this same screen?',
        todo: 'Choose the window or screen that shows the QR code. The picture stays in this program and is not stored.',
      },
      asking: { title: 'Waiting for your choice', todo: 'Point to the screen, window or tab with the QR code.' },
      looking: {
        title: 'Looking for a QR code',
        todo: 'Show the QR code in the window you chose; nothing may cover it.',
      },
      nothing: {
        title: 'Still no code in sight',
        todo: 'Scroll so that the whole code can be seen, or choose another window.',
      },
      small: {
        title: 'The code is too small',
        todo: 'Zoom into the page with the code (Ctrl and plus), or choose the window instead of the screen.',
      },
      blurred: {
        title: 'The code is blurred or covered',
        todo: 'Uncover all of it and set the page’s zoom to 100 % or more.',
      },
      dark: { title: 'The code is too dark', todo: 'Uncover the window with the code; nothing may dim it.' },
      glare: { title: 'Part of the code is covered', todo: 'Something bright covers part of it. Uncover all of it.' },
      foreign: {
        title: 'Not a student card code',
        todo: 'There is some other QR code on the screen. Show the one from your order in USOSweb.',
      },
      read: { title: 'Code read', todo: 'Checking the code and asking the university…' },
      seen: { title: 'This code has been checked already', todo: 'Show the next one in the window that is watched.' },
      part: {
        title: 'A moving code: reading picture by picture',
        todo: 'Leave the window with the code in view until all of it is read.',
      },
      refused: {
        title: 'No screen was chosen',
        todo: 'The choice was closed, or is not allowed. Choose again or paste the text below the code.',
      },
      blocked: {
        title: 'The system does not allow looking at the screen',
        todo: 'Allow it and choose again, or paste the text below the code.',
      },
      missing: {
        title: 'There is nothing to look at',
        todo: 'The system named no screen and no window. Paste the text or choose an image.',
      },
      busy: {
        title: 'The system does not give the screen’s picture',
        todo: 'Choose another window or the whole screen. If that does not help, take a screenshot and paste it here.',
      },
      unfit: { title: 'This window cannot be looked at', todo: 'Choose another window or the whole screen.' },
      unsupported: {
        title: 'This browser cannot look at the screen',
        todo: 'Take a screenshot and paste it here, or paste the text below the code.',
      },
      lost: { title: 'No longer looking', todo: 'The window was closed or is no longer shared. Choose again.' },
    },
    allow: {
      windows: 'Windows: if the window stays black, choose the whole screen.',
      macos: 'macOS: System Settings → Privacy & Security → Screen Recording; tick this program and start it again.',
      linux: 'Linux (Wayland): the desktop asks by itself and needs PipeWire and xdg-desktop-portal.',
      other: 'Permission is given in the browser’s prompt, each time anew.',
    },
  },
  image: {
    choose: 'Choose a file',
    drop: 'Drop an image of the QR code here, or paste it from the clipboard',
    kinds: 'PNG, JPEG or WebP, up to 20 MB',
    reading: 'Looking for a code in the image…',
    states: {
      notFound: {
        title: 'No QR code found',
        todo: 'If there is one, it is small, blurred or cut off. Take a screenshot on which it is large and whole, or paste the text below the code.',
      },
      small: {
        title: 'The code in the image is too small',
        todo: 'It can be seen but has too few pixels. Enlarge the code on the screen and take the screenshot again.',
      },
      blurred: {
        title: 'The code in the image is blurred',
        todo: 'It can be seen but not read. Take a sharp picture from straight ahead, or better a screenshot.',
      },
      dark: {
        title: 'The code in the image is too dark',
        todo: 'It can be seen but not read. Take a brighter picture, or better a screenshot.',
      },
      glare: {
        title: 'There is glare on the code',
        todo: 'Reflected light covers part of it. Take a picture a little from the side, or better a screenshot.',
      },
      pdf: {
        title: 'This is a PDF file',
        todo: 'The program does not open PDF files. Open it in the browser, take a screenshot of the page with the code and paste it here.',
      },
      kind: { title: 'Not an image that can be read', todo: 'Choose a PNG, JPEG or WebP file.' },
      damaged: {
        title: 'The file is damaged',
        todo: 'Its name says that it is an image, but it cannot be opened. Download it again.',
      },
      tooLarge: {
        title: 'The image is too large',
        todo: 'Choose an image of up to 20 MB and 64 megapixels, or take a screenshot of the code alone.',
      },
    },
  },
  link: {
    title: 'A code from a link',
    lead: 'A link has handed the text of a QR code to the wallet. Nothing has been checked or sent yet.',
    what: (length) => `What was handed over (${length} characters)`,
    anybody: 'Anybody can make such a link. Check the code only if you opened the link yourself just now.',
    check: 'Check this code',
    throwAway: 'Discard the code',
    brokenTitle: 'There is no code in this link',
    brokenBody:
      'The link is incomplete, or has something in it that does not belong there. Open it again in Mobile USOS.',
    otherWay: 'Read the code another way',
    waitsTitle: 'A code from a link is waiting.',
    waitsHere: 'It stays here until you check or discard it.',
    waitsForSignIn: 'Sign in, then you can check it.',
    look: 'See the code',
    strangeTabTitle: 'A code from a link waits in this tab',
    strangeTabBody:
      'This tab has no right to the program. Open in it the whole address that the program printed when it started; the code will wait. If the wallet is open in another tab, the code goes there by itself.',
    passedOnTitle: 'The code is in the tab with the wallet',
    passedOnBody: 'Go to the tab in which the wallet is open. You can close this one.',
  },
};

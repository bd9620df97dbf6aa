import QRCode from 'qrcode';

/** The QR code as the mock shows it: level M, four modules of quiet zone. `scale` is pixels per module. */
export const drawQrImage = (text: string, scale = 4): Promise<Buffer> =>
  QRCode.toBuffer(text, { type: 'png', errorCorrectionLevel: 'M', margin: 4, scale });

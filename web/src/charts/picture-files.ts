import type { Picture } from './picture.ts';

/** Pictures are written larger than they are shown, so that a print of them is sharp. */
const pngScale = 2;

export const svgFile = ({ svg }: Picture): Blob => new Blob([svg], { type: 'image/svg+xml' });

export async function pngFile(picture: Picture): Promise<Blob> {
  const url = URL.createObjectURL(svgFile(picture));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = picture.width * pngScale;
    canvas.height = picture.height * pngScale;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => {
        if (blob) resolve(blob);
        else reject(new Error(`pngFile needs a canvas of ${canvas.width} × ${canvas.height} pixels, got none`));
      }, 'image/png');
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}

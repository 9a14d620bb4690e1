import { contentWidth } from './form.ts';

/** Pictures are kept at twice their size for printers. */
const density = 2;
/** 96 pixels an inch, 1440 twips an inch. */
const widest = Math.floor(contentWidth / 15);

/** Size within the page, in pixels, proportions kept. */
export function fitted(width: number, height: number): { readonly width: number; readonly height: number } {
  const factor = Math.min(1, widest / width);
  return { width: Math.round(width * factor), height: Math.round(height * factor) };
}

/**
 * The PNG that stands in for an SVG where a program draws none. Letters come from the fonts of this system.
 *
 * @param svg a whole SVG document
 * @param width of the picture in pixels, before it is made denser
 * @throws Error when the SVG cannot be read
 */
export async function drawnPng(svg: string, width: number): Promise<Uint8Array> {
  const { renderAsync } = await import('@resvg/resvg-js');
  const image = await renderAsync(svg, { fitTo: { mode: 'width', value: Math.round(width * density) }, background: '#ffffff', font: { loadSystemFonts: true, defaultFontFamily: 'Noto Sans CJK SC' } }); // prettier-ignore
  return new Uint8Array(image.asPng());
}

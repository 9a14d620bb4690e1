import type { Picture } from './picture.ts';

/** Looks that may come from a style sheet, which a file of its own has not. */
const looks = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'opacity', 'font-family', 'font-size', 'font-weight', 'text-anchor'];

/** The only svg inside a place, with its looks written into it; null where there is none, or several. Read from the page: the text ECharts gives of itself has quotation marks that end its attributes. */
export function drawnPicture(place: Element): Picture | null {
  const [drawing, ...others] = place.querySelectorAll('svg');
  if (!drawing || others.length > 0) return null;
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const parts = [...copy.querySelectorAll('*')];
  [...drawing.querySelectorAll('*')].forEach((part, i) => {
    const shown = getComputedStyle(part);
    for (const look of looks) parts[i]?.setAttribute(look, shown.getPropertyValue(look));
  });
  const shown = drawing.getBoundingClientRect();
  const sizeOf = (name: 'width' | 'height') => Math.round(shown[name] || Number(drawing.getAttribute(name))); // behind its table it has no place
  const [width, height] = [sizeOf('width'), sizeOf('height')];
  if (!(width > 0 && height > 0)) return null;
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  return { svg: new XMLSerializer().serializeToString(copy), width, height };
}

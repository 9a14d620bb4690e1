export interface Panel {
  readonly title: string;
  readonly lines: readonly { readonly name: string; readonly colour: string; readonly dashed?: true; readonly values: readonly number[] }[];
}
const [panelWidth, panelHeight, left, top, space] = [250, 220, 64, 74, 26];
const font = 'font-family="Helvetica, Arial, sans-serif"';

/** A step of 1, 2 or 5 × 10ⁿ that cuts the axis into at most five parts. */
function tickStep(highest: number): number {
  const power = 10 ** Math.floor(Math.log10(highest / 5));
  return power * ([1, 2, 5, 10].find((factor) => highest / (factor * power) <= 5) ?? 10);
}

/** Panels side by side on one scale: lines by year, both axes with units, the legend above. */
export function plotPanels(title: string, panels: readonly Panel[], unit: { readonly x: string; readonly y: string }): string {
  const highest = Math.max(...panels.flatMap((panel) => panel.lines.flatMap((line) => line.values)));
  const step = tickStep(highest);
  const ceiling = Math.ceil(highest / step) * step;
  const years = panels[0]!.lines[0]!.values.length;
  const width = left + panels.length * (panelWidth + space);
  const height = top + panelHeight + 56;
  const y = (value: number) => top + panelHeight - (value / ceiling) * panelHeight;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${title}">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<text x="${left}" y="22" ${font} font-size="15" font-weight="600" fill="#1f2933">${title}</text>`,
    `<text transform="translate(16 ${top + panelHeight / 2}) rotate(-90)" ${font} font-size="12" text-anchor="middle" fill="#52606d">${unit.y}</text>`,
  ];
  panels[0]!.lines.forEach((line, i) => {
    const x = left + i * 210;
    const dash = line.dashed ? ' stroke-dasharray="5 4"' : '';
    parts.push(`<line x1="${x}" x2="${x + 26}" y1="40" y2="40" stroke="${line.colour}" stroke-width="2.5"${dash}/>`);
    parts.push(`<text x="${x + 33}" y="44" ${font} font-size="12" fill="#1f2933">${line.name}</text>`);
  });
  panels.forEach((panel, p) => {
    const x0 = left + p * (panelWidth + space);
    const x = (year: number) => x0 + (year / (years - 1)) * panelWidth;
    parts.push(`<text x="${x0}" y="${top - 10}" ${font} font-size="12.5" font-weight="600" fill="#1f2933">${panel.title}</text>`);
    for (let tick = 0; tick <= ceiling + step / 2; tick += step) {
      parts.push(`<line x1="${x0}" x2="${x0 + panelWidth}" y1="${y(tick)}" y2="${y(tick)}" stroke="${tick === 0 ? '#52606d' : '#e4e7eb'}"/>`);
      if (p === 0)
        parts.push(`<text x="${x0 - 8}" y="${y(tick) + 4}" ${font} font-size="11" text-anchor="end" fill="#52606d">${tick.toLocaleString('en')}</text>`);
    }
    for (let year = 0; year < years; year += 2) {
      parts.push(`<line x1="${x(year)}" x2="${x(year)}" y1="${y(0)}" y2="${y(0) + 4}" stroke="#52606d"/>`);
      parts.push(`<text x="${x(year)}" y="${y(0) + 18}" ${font} font-size="11" text-anchor="middle" fill="#52606d">${year}</text>`);
    }
    for (const line of panel.lines) {
      const points = line.values.map((value, year) => `${x(year).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
      const dash = line.dashed ? ' stroke-dasharray="5 4"' : '';
      parts.push(`<polyline points="${points}" fill="none" stroke="${line.colour}" stroke-width="2.2" stroke-linejoin="round"${dash}/>`);
    }
    parts.push(`<text x="${x0 + panelWidth / 2}" y="${y(0) + 40}" ${font} font-size="12" text-anchor="middle" fill="#52606d">${unit.x}</text>`);
  });
  return `${parts.join('\n')}\n</svg>\n`;
}

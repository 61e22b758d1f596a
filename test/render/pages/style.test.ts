import { expect } from 'chai';
import { stylesheet, themeColors } from '../../../src/render/pages/style.ts';

type Palette = Readonly<Record<string, string>>;

const palettes = [...stylesheet.matchAll(/:root \{([^}]*)\}/g)].map(([, block]) => paletteOf(block ?? ''));

function paletteOf(block: string): Palette {
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map(([, name, hex]) => [name, hex]),
  );
}

/** WCAG 2.2, relative luminance. */
function luminanceOf(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => Number.parseInt(hex.slice(start, start + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrastOf(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

describe('the stylesheet', () => {
  const [light, dark] = palettes;

  for (const [name, palette] of Object.entries({ light, dark })) {
    for (const ink of ['ink', 'muted', 'accent'])
      for (const ground of ['paper', 'wash'])
        it(`sets ${ink} on ${ground} with at least 4.5:1 in the ${name} (WCAG 2.2 §1.4.3)`, () => {
          expect(contrastOf(palette![ink]!, palette![ground]!)).to.be.at.least(4.5);
        });

    it(`sets the badge's words with at least 4.5:1 in the ${name}`, () => {
      expect(contrastOf(palette!['on-badge']!, palette!.badge!)).to.be.at.least(4.5);
    });

    it(`gives the field's border and the badge at least 3:1 in the ${name} (WCAG 2.2 §1.4.11)`, () => {
      expect(contrastOf(palette!.muted!, palette!.wash!)).to.be.at.least(3);
    });
  }

  it('gives browsers the colour of the paper', () => {
    expect([light?.paper, dark?.paper]).to.deep.equal([themeColors.light, themeColors.dark]);
  });

  it('names no side of the page: Arabic and English share every rule', () => {
    const physical =
      /(?:^|[\s{;])(?:(?:margin|padding|border|inset|scroll-\w+)-(?:left|right|top|bottom)|left|right|top|bottom|float|clear|(?:min-|max-)?(?:width|height))[\w-]*\s*:/m;
    const sides = /text-align:\s*(?:left|right)|\b(?:left|right)\b/;
    const rules = stylesheet.replace(/@media \([^)]*\)/g, '');
    expect(physical.exec(rules)?.[0]).to.equal(undefined);
    expect(sides.exec(rules)?.[0]).to.equal(undefined);
  });

  it('leaves the joins of Arabic letters alone', () => {
    expect(stylesheet).not.to.match(/letter-spacing|word-spacing|text-transform|font-variant/);
  });

  it('loads nothing, and cannot end the element it stands in', () => {
    expect(stylesheet).not.to.match(/url\(|@import|@font-face|</);
  });

  it('sets Arabic text with lines at least 1.8 apart', () => {
    const [, height] = /\[dir="rtl"\] \{[^}]*line-height: ([\d.]+)/.exec(stylesheet) ?? [];
    expect(Number(height)).to.be.at.least(1.8);
  });
});

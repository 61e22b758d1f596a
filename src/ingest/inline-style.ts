/** What a style means for the words inside it; absent is what the text round it has. */
export interface StyleMeaning {
  readonly strong?: boolean;
  readonly em?: boolean;
  readonly raised?: 'sub' | 'sup' | false;
  readonly direction?: 'rtl' | 'ltr';
  readonly hidden?: boolean;
  /** Level of Word's list that a paragraph is an item of, from 1. */
  readonly wordListLevel?: number;
  /** The sign or number that Word wrote before an item of its list. */
  readonly isWordMarker?: boolean;
  /** Heading level that Word gives a paragraph, from 1. */
  readonly outlineLevel?: number;
}

const boldWeight = 600;
/** Styles of one element that are longer hold pictures in data. */
const maxLength = 2000;

/** The meaning of a `style` attribute: stress, direction, and what Word says in `mso-` properties. */
export function readStyle(style: string): StyleMeaning {
  const properties = new Map(
    style
      .slice(0, maxLength)
      .toLowerCase()
      .split(';')
      .map((declaration) => {
        const colon = declaration.indexOf(':');
        return [declaration.slice(0, colon).trim(), declaration.slice(colon + 1).trim()] as const;
      }),
  );
  const list = properties.get('mso-list') ?? '';
  return {
    ...strengthOf(properties.get('font-weight')),
    ...postureOf(properties.get('font-style')),
    ...raisedOf(properties.get('vertical-align')),
    ...directionOf(properties.get('direction')),
    ...(isHidden(properties) ? { hidden: true } : {}),
    ...levelOf('wordListLevel', /\blevel(\d)/.exec(list)?.[1]),
    ...(list === 'ignore' ? { isWordMarker: true } : {}),
    ...levelOf('outlineLevel', /^[1-6]$/.exec(properties.get('mso-outline-level') ?? '')?.[0]),
  };
}

function strengthOf(weight: string | undefined): StyleMeaning {
  if (weight === undefined) return {};
  if (weight.startsWith('bold')) return { strong: true };
  const number = Number.parseInt(weight, 10);
  if (Number.isNaN(number)) return weight.startsWith('normal') ? { strong: false } : {};
  return { strong: number >= boldWeight };
}

function postureOf(posture: string | undefined): StyleMeaning {
  if (posture === undefined) return {};
  return { em: posture.startsWith('italic') || posture.startsWith('oblique') };
}

function raisedOf(align: string | undefined): StyleMeaning {
  if (align === 'sub') return { raised: 'sub' };
  if (align === 'super') return { raised: 'sup' };
  return align === 'baseline' ? { raised: false } : {};
}

function directionOf(direction: string | undefined): StyleMeaning {
  return direction === 'rtl' || direction === 'ltr' ? { direction } : {};
}

function isHidden(properties: ReadonlyMap<string, string>): boolean {
  const shows = properties.get('display') === 'none' || properties.get('mso-hide') === 'all';
  return shows || properties.get('visibility') === 'hidden';
}

function levelOf(name: 'wordListLevel' | 'outlineLevel', level: string | undefined): StyleMeaning {
  return level === undefined ? {} : { [name]: Number(level) };
}

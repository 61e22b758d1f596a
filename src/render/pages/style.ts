import { articleStyle } from './style-article.ts';
import { frameStyle } from './style-frame.ts';
import { listStyle } from './style-lists.ts';

/** Browsers' own bars take the colour of the paper. The same values stand in the stylesheet as `--paper`. */
export const themeColors = { light: '#fbfaf7', dark: '#161513' } as const;

/**
 * The one stylesheet of every page: a constant, so that a Content-Security-Policy can name its hash. Only logical
 * properties, since the same rules set Arabic and English; no letter-spacing and no italics, which Arabic lacks.
 */
export const stylesheet = `
:root {
  color-scheme: light dark;
  --paper: ${themeColors.light};
  --wash: #f2efe8;
  --ink: #1c1a17;
  --muted: #615b52;
  --rule: #d8d2c6;
  --accent: #9c1c2e;
  --badge: #9c1c2e;
  --on-badge: #ffffff;
  --measure: 38em;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: ${themeColors.dark};
    --wash: #211f1c;
    --ink: #ebe6dc;
    --muted: #aca598;
    --rule: #3b3832;
    --accent: #f08c84;
    --badge: #b3283c;
  --on-badge: #ffffff;
  }
}
${frameStyle}${listStyle}${articleStyle}`;

import { type Media, preciseType } from '../../domain/media.ts';
import { html, type Markup } from './markup.ts';

interface OpenGraph {
  readonly type: 'website' | 'article';
  readonly title: string;
  readonly description?: string;
  readonly url: string;
  readonly siteName: string;
  /** BCP 47. */
  readonly language: string;
  /** Its address absolute. */
  readonly image?: Media;
  readonly article?: {
    /** RFC 3339. */
    readonly publishedTime: string;
    readonly modifiedTime: string;
    readonly section?: string;
    readonly tags: readonly string[];
  };
}

/** https://ogp.me: what a link to the page looks like when it is shared. */
export function renderOpenGraph(graph: OpenGraph): Markup {
  const { article, image } = graph;
  return html`${property('og:type', graph.type)}${property('og:title', graph.title)}${property('og:description', graph.description)}${property('og:url', graph.url)}${property('og:site_name', graph.siteName)}${property('og:locale', openGraphLocale(graph.language))}${image && renderImage(image)}${property('article:published_time', article?.publishedTime)}${property('article:modified_time', article?.modifiedTime)}${property('article:section', article?.section)}${article?.tags.map((tag) => property('article:tag', tag))}`;
}

function renderImage(image: Media): Markup {
  return html`${property('og:image', image.address)}${property('og:image:type', preciseType(image))}${property('og:image:width', image.width?.toString())}${property('og:image:height', image.height?.toString())}${property('og:image:alt', image.alt ?? image.caption)}`;
}

function property(name: string, content: string | undefined): Markup | undefined {
  if (content === undefined || content === '') return undefined;
  return html`<meta property="${name}" content="${content}">\n`;
}

/** `language_TERRITORY`. `ar_AR` is the platforms' name for Arabic of no country. */
function openGraphLocale(language: string): string {
  const locale = new Intl.Locale(language);
  const territory = locale.region ?? (locale.language === 'ar' ? 'AR' : locale.maximize().region);
  return territory === undefined ? locale.language : `${locale.language}_${territory}`;
}

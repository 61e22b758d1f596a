import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { loadConfig, parseBaseUrl } from '../src/config.ts';
import { NashraError } from '../src/domain/errors.ts';
import { readEnvironment } from '../src/environment.ts';
import { projectRoot, runCommand, temporaryFolder } from './support/program.ts';

const goodSite = `name: غرفة أخبار
description: وصف
timeZone: Asia/Beirut
defaultChannel: ar
tagAuthority: example.org,2026
`;
const goodChannel = 'title: نشرة\ndescription: وصف\nlanguage: ar\n';

function configWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  mkdirSync(path.join(folder, 'channels'));
  for (const [name, text] of Object.entries({
    'site.yaml': goodSite,
    'channels/ar.yaml': goodChannel,
    ...files,
  })) {
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

function faultsOf(files: Readonly<Record<string, string>>): readonly string[] {
  const folder = configWith(files);
  try {
    loadConfig(folder);
    return [];
  } catch (error) {
    expect(error).to.be.instanceOf(NashraError);
    expect((error as NashraError).code).to.equal('config_invalid');
    return (error as NashraError).message.split('\n').map((line) => line.replace(`${folder}${path.sep}`, ''));
  }
}

describe('the configuration', () => {
  it('that ships is sound, and its default channel is Arabic with sections', () => {
    const site = loadConfig(path.join(projectRoot, 'config'));
    expect(site.channels[0]).to.include({ id: 'ar', language: 'ar', direction: 'rtl' });
    expect(site.channels[0]?.sections.map(({ slug }) => slug)).to.include('asia-pacific');
  });

  it('needs no more than its required keys', () => {
    const site = loadConfig(configWith({}));
    expect(site.channels[0]).to.deep.include({ maxItems: 50, sections: [], authors: [] });
    expect(site).to.deep.include({ dateStyle: { digits: 'latn', region: 'EG' }, wordsPerMinute: 180 });
  });

  it('takes ar_SA for ar-SA', () => {
    const folder = configWith({ 'channels/ar.yaml': goodChannel.replace('ar\n', 'ar_SA\n') });
    expect(loadConfig(folder).channels[0]?.language).to.equal('ar-SA');
  });

  it('reports an unknown key with the line on which it stands', () => {
    expect(faultsOf({ 'site.yaml': `${goodSite}\ntimezone: Asia/Beirut\n` })).to.deep.equal([
      'site.yaml:7: timezone is not a key that Nashra knows',
    ]);
  });

  it('has a budget for pollers unless it is off', () => {
    const budgetOf = (polling: string) =>
      loadConfig(configWith({ 'site.yaml': goodSite + polling })).pollingBudget;
    expect(budgetOf('')).to.deep.equal({ burst: 60, refillSeconds: 60 });
    expect(budgetOf('polling:\n  burst: 5\n')).to.deep.equal({ burst: 5, refillSeconds: 60 });
    expect(budgetOf('polling:\n  budget: off\n  burst: 5\n')).to.equal(undefined);
  });

  it('reports what is no budget, with its line', () => {
    expect(
      faultsOf({ 'site.yaml': `${goodSite}polling:\n  budget: never\n  burst: 0\n  refill: 1\n` }),
    ).to.deep.equal([
      'site.yaml:7: polling.budget: must be on or off',
      'site.yaml:8: polling.burst: must be at least 1',
      'site.yaml:9: polling.refill is not a key that Nashra knows',
    ]);
  });

  it('reports every fault of every file at once', () => {
    const faults = faultsOf({
      'site.yaml': goodSite.replace('Asia/Beirut', 'Asia/Bayrut').replace('example.org,2026', 'example.org'),
      'channels/ar.yaml': `${goodChannel}maxItems: many\nsections:\n  - slug: الشرق\n    label: الشرق\n  - label: 7\n`,
      'channels/en.yaml': 'title: News\nlanguage: Arabic language\n',
    });
    expect(faults).to.deep.equal([
      'site.yaml:3: timeZone: must be an IANA time zone, such as Asia/Beirut',
      'site.yaml:5: tagAuthority: must be a domain and a year, such as example.org,2026 (RFC 4151)',
      'channels/ar.yaml:4: maxItems: must be a whole number',
      'channels/ar.yaml:6: sections.0.slug: must be Latin letters, digits and hyphens',
      'channels/ar.yaml:8: sections.1.slug: must be Latin letters, digits and hyphens',
      'channels/ar.yaml:8: sections.1.label: must be the name that readers see',
      'channels/en.yaml:1: description: must be one sentence about the channel',
      'channels/en.yaml:2: language: must be a language of BCP 47, such as ar',
    ]);
  });

  it('reports what is no YAML with its line', () => {
    const [fault] = faultsOf({ 'channels/ar.yaml': 'title: نشرة\ndescription: [وصف\nlanguage: ar\n' });
    expect(fault).to.match(/^channels\/ar\.yaml:\d: is not valid YAML: /);
  });

  it('reports a default channel that has no file', () => {
    expect(
      faultsOf({ 'site.yaml': goodSite.replace('defaultChannel: ar', 'defaultChannel: fa') }),
    ).to.deep.equal(['site.yaml:4: defaultChannel: must be one of the files in channels/ (ar.yaml)']);
  });

  it('reports a channel whose name cannot stand in an address', () => {
    const [fault] = faultsOf({ 'channels/Ar News.yaml': goodChannel });
    expect(fault).to.match(/^channels\/Ar News\.yaml:1: must be named in small Latin letters/);
  });

  describe('of a newsroom’s own words', () => {
    it('is one object for every channel, so that it is folded once', () => {
      const files = {
        'lexicon.yaml': 'headings: { analysis: [بين السطور] }\n',
        'channels/en.yaml': goodChannel,
      };
      const { channels } = loadConfig(configWith(files));
      expect(channels[0]?.words?.headings).to.deep.include({ analysis: ['بين السطور'] });
      expect(channels[1]?.words).to.equal(channels[0]?.words);
    });

    it('is none where there is no file, and empty lists where the file is empty', () => {
      expect(loadConfig(configWith({})).channels[0]).to.not.have.property('words');
      const empty = loadConfig(configWith({ 'lexicon.yaml': '# لا شيء بعد\n' })).channels[0]?.words;
      expect(empty).to.deep.include({ agencies: [], kickers: [] });
    });

    it('reports every fault with the line on which it stands', () => {
      const lines = [
        'headings:',
        '  analysis: [بين السطور]',
        '  background:',
        '    - بين السُّطور',
        '  colour: [أحمر]',
        'fields:',
        '  section: [قسم التحرير المسؤول عن هذا الخبر]',
        'agencies:',
        '  - «»',
        'places: مدينة النخيل',
        'cities: [مدينة النخيل]',
      ];
      expect(faultsOf({ 'lexicon.yaml': lines.join('\n') })).to.deep.equal([
        'lexicon.yaml:5: headings.colour is not a key that Nashra knows',
        'lexicon.yaml:4: headings.background.0: stands under analysis too',
        'lexicon.yaml:7: fields.section.0: must have at most 30 characters',
        'lexicon.yaml:9: agencies.0: must hold a letter or a digit',
        'lexicon.yaml:10: places: must be a list of words',
        'lexicon.yaml:11: cities is not a key that Nashra knows',
      ]);
    });
  });

  it('reports two sections of one slug', () => {
    const sections = 'sections:\n  - { slug: a, label: أ }\n  - { slug: a, label: ب }\n';
    expect(faultsOf({ 'channels/ar.yaml': goodChannel + sections })).to.deep.equal([
      'channels/ar.yaml:6: sections.1.slug: stands twice',
    ]);
  });

  describe('of the site before', () => {
    const oldOf = (lines: readonly string[]) => ({
      'site.yaml': `${goodSite}oldAddresses:\n${lines.map((line) => `  ${line}\n`).join('')}`,
    });

    it('is none where nothing of it is said', () => {
      expect(loadConfig(configWith({}))).to.not.have.property('oldAddresses');
      expect(loadConfig(configWith(oldOf(['systems: []'])))).to.not.have.property('oldAddresses');
    });

    it('leads to paths in the encoding of addresses', () => {
      const files = oldOf(['systems: [ghost]', 'moved:', '  /قديم/?p=7: /ar/جديد?q=بحر']);
      const { oldAddresses } = loadConfig(configWith(files));
      expect(oldAddresses?.systems).to.deep.equal(['ghost']);
      expect(oldAddresses?.moved).to.deep.equal([
        { from: '/قديم/?p=7', to: '/ar/%D8%AC%D8%AF%D9%8A%D8%AF?q=%D8%A8%D8%AD%D8%B1' },
      ]);
    });

    it('reports every fault with the line on which it stands', () => {
      const lines = [
        'systems: [wordpress, typo]',
        'moved:',
        '  https://old.example/feed: /feed.xml',
        '  /: /ar/',
        '  /rss: https://other.example/',
        '  /atom:',
        'redirects: {}',
      ];
      const path = 'must be a path of this site, such as /ar/feed.xml';
      expect(faultsOf(oldOf(lines))).to.have.members([
        'site.yaml:7: oldAddresses.systems.1: must be one of: wordpress, blogger, drupal, ghost, hugo, jekyll, joomla',
        'site.yaml:9: oldAddresses.moved.https://old.example/feed: must begin with one slash, without the name of the site',
        'site.yaml:10: oldAddresses.moved./: is the front page; only one with a query, such as /?p=7, can lead elsewhere',
        `site.yaml:11: oldAddresses.moved./rss: ${path}`,
        `site.yaml:12: oldAddresses.moved./atom: ${path}`,
        'site.yaml:13: oldAddresses.redirects is not a key that Nashra knows',
      ]);
    });
  });

  it('ends the program with 78 (EX_CONFIG) and every fault on standard error', async () => {
    const folder = configWith({ 'site.yaml': `${goodSite}colour: red\n` });
    const { code, stderr } = await runCommand(['serve'], { env: { CONFIG_DIR: folder, PORT: '0' } });
    expect(code).to.equal(78);
    expect(stderr).to.equal(`${path.join(folder, 'site.yaml')}:6: colour is not a key that Nashra knows\n`);
  });

  it('ends the program with 78 when a variable of the environment is wrong, naming each', async () => {
    const env = { PORT: 'ثلاثة', BASE_URL: 'example.org', LOG_LEVEL: 'loud' };
    const { code, stderr } = await runCommand(['serve'], { env });
    expect(code).to.equal(78);
    expect(stderr.match(/^environment: (PORT|BASE_URL|LOG_LEVEL) /gm)).to.have.length(3);
  });
});

describe('a base URL', () => {
  it('is http or https without query, fragment, credentials or a final slash', () => {
    expect(parseBaseUrl('https://example.org/')).to.equal('https://example.org');
    expect(parseBaseUrl('https://أخبار.example/نشرة/')).to.equal(
      'https://xn--igbicxr.example/%D9%86%D8%B4%D8%B1%D8%A9',
    );
    for (const bad of [
      'example.org',
      'ftp://example.org',
      'https://u:p@example.org',
      'https://example.org/?a',
      '',
    ]) {
      expect(parseBaseUrl(bad), bad).to.equal(undefined);
    }
  });
});

describe('the environment', () => {
  it('closes the operator’s addresses and trusts no proxy unless it is told to', () => {
    expect(readEnvironment({})).to.include({
      trustProxy: undefined,
      metricsPort: undefined,
      metricsHost: '127.0.0.1',
      metricsToken: undefined,
    });
  });

  it('names each fault of them', () => {
    const variables = { TRUST_PROXY: 'yes', METRICS_PORT: '70000', METRICS_TOKEN: 'two words' };
    expect(() => readEnvironment(variables)).to.throw(
      NashraError,
      /^environment: TRUST_PROXY must be a number of proxies.*\nenvironment: METRICS_PORT must be at most 65535\nenvironment: METRICS_TOKEN must be printable ASCII without spaces$/,
    );
  });
});

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import { environmentSchema, readEnvironment } from '../../src/environment.ts';
import { projectRoot } from '../support/program.ts';
import { canRun } from '../support/run.ts';

const fileIn = (name: string) => path.join(projectRoot, 'docs/operating', name);
const read = (name: string) => readFileSync(fileIn(name), 'utf8');

/** Every variable is one that the program knows, with a value that it takes. */
function expectRead(variables: Readonly<Record<string, string>>): void {
  const { NODE_ENV, ...ours } = variables;
  expect(NODE_ENV).to.be.oneOf([undefined, 'production']);
  expect(Object.keys(ours).filter((name) => !(name in environmentSchema.shape))).to.deep.equal([]);
  expect(readEnvironment(ours)).to.include({ trustProxy: '1', baseUrl: 'https://news.example.org' });
}

describe('docs/operating/nashra.service', () => {
  const unit = read('nashra.service');

  it('sets variables that the program takes', () => {
    const set = unit.matchAll(/^Environment=(\w+)=(.*)$/gm);
    expectRead(Object.fromEntries(Array.from(set, ([, name, value]) => [name, value])));
  });

  it('is a unit in which systemd finds no fault, and hardly anything that is open', function () {
    if (!canRun('systemd-analyze', ['--version'])) {
      if (process.env.CI === 'true') throw new Error('systemd-analyze is missing (Debian package systemd)');
      process.stdout.write('    systemd-analyze is not installed, so the unit is not verified\n');
      this.skip();
    }
    const analyze = (...args: readonly string[]) =>
      spawnSync('systemd-analyze', [...args, fileIn('nashra.service')], { encoding: 'utf8' });
    const { stderr } = analyze('verify', '--man=no');
    // Node need not lie there on the machine of the tests.
    const faults = stderr.split('\n').filter((line) => line !== '' && !line.includes('/usr/bin/node'));
    expect(faults).to.deep.equal([]);
    const { stdout } = analyze('security', '--offline=true');
    const level = /Overall exposure level for nashra.service: ([\d.]+)/.exec(stdout)?.[1];
    expect(Number(level), stdout).to.be.below(1.5);
  });
});

describe('docs/operating/compose.yaml', () => {
  const compose = parse(read('compose.yaml')) as {
    readonly services: Readonly<Record<string, Service>>;
    readonly volumes: object;
  };

  it('sets variables that the program takes', () => {
    expectRead(compose.services.nashra!.environment!);
  });

  it('names files that are there, volumes that it declares and services that it has', () => {
    for (const { volumes = [], depends_on = [], build } of Object.values(compose.services)) {
      for (const volume of volumes) {
        const [source = ''] = volume.split(':');
        if (source.startsWith('.')) expect(existsSync(fileIn(source)), source).to.equal(true);
        else expect(compose.volumes).to.have.property(source);
      }
      const others = Array.isArray(depends_on) ? depends_on : Object.keys(depends_on);
      for (const other of others) expect(compose.services).to.have.property(other);
      if (build !== undefined) expect(existsSync(path.join(fileIn(build), 'Dockerfile'))).to.equal(true);
    }
  });
});

interface Service {
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly depends_on?: readonly string[] | Readonly<Record<string, object>>;
  readonly build?: string;
}

describe('docs/operating/alerts.yaml', () => {
  const { groups } = parse(read('alerts.yaml')) as {
    readonly groups: readonly {
      readonly rules: readonly { readonly alert: string; readonly expr: string }[];
    }[];
  };
  const rules = groups.flatMap((group) => group.rules);

  it('asks for measurements that there are', () => {
    const documented = readFileSync(path.join(projectRoot, 'docs/http.md'), 'utf8');
    const names = rules.flatMap(({ expr }) => expr.match(/\bnashra_\w+/g) ?? []);
    expect(names).to.have.length.above(5);
    for (const name of names) expect(documented).to.include(`\`${name.replace(/_bucket$/, '')}\``);
  });

  it('has a name of its own for every rule, which docs/operating.md explains', () => {
    const text = readFileSync(path.join(projectRoot, 'docs/operating.md'), 'utf8');
    expect(new Set(rules.map(({ alert }) => alert)).size).to.equal(rules.length);
    for (const { alert } of rules) expect(text).to.include(`\`${alert}\``);
  });
});

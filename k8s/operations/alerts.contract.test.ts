import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { promtool } from '@mayfly/test/harness/promtool.ts';
import { bad, good } from './made-up-series.ts';
import { questionsOfDashboard } from './named-figures.ts';
import type { Series } from './made-up-series.ts';

const folder = mkdtempSync(join(tmpdir(), 'mayfly-alerts-'));
const rules = join(import.meta.dirname, 'alerts.yaml');
const text = readFileSync(rules, 'utf8');
const alerts = [...text.matchAll(/- alert: (\w+)/g)].map(([, name = '']) => name);

afterAll(() => rmSync(folder, { recursive: true }));

/** Holds which alerts fire two hours on. JSON is YAML. */
const firing = (series: Series, names: readonly string[]) => {
  const file = join(folder, 'test.yaml');
  const test = {
    interval: '1m',
    input_series: Object.entries(series).map(([series, values]) => ({ series, values })),
    promql_expr_test: [
      {
        expr: 'group by (alertname) (ALERTS{alertstate="firing"})',
        eval_time: '2h',
        exp_samples: names.map((name) => ({ labels: `{alertname="${name}"}`, value: 1 })),
      },
    ],
  };
  const whole = { rule_files: [rules], evaluation_interval: '1m', tests: [test] };
  writeFileSync(file, JSON.stringify(whole));
  return promtool('test', 'rules', file);
};

describe('the alert rules', () => {
  it('are read by Prometheus, and each says what is wrong and what to do next', () => {
    expect(promtool('check', 'rules', rules)).toMatchObject({ isGood: true });
    expect(alerts.length).toBeGreaterThan(15);
    expect(text.match(/^\s+summary: /gm)).toHaveLength(alerts.length);
    expect(text.match(/^\s+next: /gm)).toHaveLength(alerts.length);
  });

  it('are silent where nothing is wrong', () => {
    expect(firing(good, [])).toMatchObject({ isGood: true });
  });

  it('are each tried', () => {
    expect(Object.keys(bad)).toEqual(alerts);
  });

  it.each(Object.entries(bad))('%s fires on what it is for, alone', (name, series) => {
    expect(firing({ ...good, ...series }, [name])).toMatchObject({ isGood: true });
  });

  it('fire where nothing is told at all', () => {
    const { said } = firing({}, ['MayflyDown', 'MayflyLeaderless']);
    expect(said).toContain('SUCCESS');
  });

  it('are each in the runbook', () => {
    const book = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');
    expect(alerts.filter((name) => !book.includes(`\`${name}\``))).toEqual([]);
    const named = [...book.matchAll(/`(Mayfly[A-Z]\w+)`/g)].map(([, name]) => name);
    expect(named.filter((name) => !alerts.includes(name ?? ''))).toEqual([]);
  });
});

describe('the dashboard', () => {
  it('asks nothing that Prometheus does not understand', () => {
    const file = join(folder, 'questions.yaml');
    const asked = questionsOfDashboard();
    const records = asked.map(([, expr], n) => ({
      record: `question_${n}`,
      expr: expr.replaceAll(/\$__rate_interval|\$__range/g, '5m'),
    }));
    writeFileSync(file, JSON.stringify({ groups: [{ name: 'x', rules: records }] }));
    expect(promtool('check', 'rules', file)).toMatchObject({ isGood: true });
    expect(asked.length).toBeGreaterThan(24);
  });
});

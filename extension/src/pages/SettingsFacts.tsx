import { ListChecks, ShieldCheck } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Proof, ProofRow } from '../ui/Proof.tsx';
import styles from './Settings.module.css';
import type { SettingsView } from './settings-view.ts';
import { strings } from './strings.ts';

const words = strings.settings;

/** What is protected and what is not, and the checks that anybody can run. */
export function SettingsFacts({ view, onCheck }: { view: SettingsView; onCheck: () => void }) {
  const { checks, checking, checked } = view;
  return (
    <Card title={words.protectedTitle} icon={ShieldCheck} tone="ok" padded>
      <Proof>
        {words.protects.map((promise) => (
          <ProofRow key={promise} mark="checked">
            {promise}
          </ProofRow>
        ))}
      </Proof>
      <div className={styles['limits']}>
        <h3>{words.cannot}</h3>
        <Proof>
          {words.limits.map((limit) => (
            <ProofRow key={limit} mark="limit">
              {limit}
            </ProofRow>
          ))}
        </Proof>
      </div>
      {checks && (
        <div className={styles['checks']}>
          <Button icon={ListChecks} disabled={checking !== undefined} onClick={onCheck}>
            {words.check}
          </Button>
          <output className="small faint">
            {checking
              ? words.checking(checking.done, checks.amount)
              : words.checkNote(checks.amount, checks.seconds)}
          </output>
        </div>
      )}
      {checked && (
        <div className={styles['limits']}>
          <h3>{words.checkResults}</h3>
          <Proof small>
            {checked.map(({ words: said, passed, detail }) => (
              <ProofRow key={said} mark={passed ? 'checked' : 'refuted'} end={detail}>
                {said}
              </ProofRow>
            ))}
          </Proof>
        </div>
      )}
    </Card>
  );
}

import { Keyboard, KeyRound, LockKeyhole, TextCursorInput } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Card, CardList, CardRow } from '../ui/Card.tsx';
import { Choice } from '../ui/Choice.tsx';
import { Icon } from '../ui/Icon.tsx';
import { EnterSecret } from './EnterSecret.tsx';
import type { ReviewPart } from './review-part.ts';
import type { TypedUse, TypedValue } from './review-view.ts';
import { strings } from './strings.ts';

const words = strings.review;
const uses: readonly TypedUse[] = ['always', 'ask', 'secret'];
const options = uses.map((value) => ({ value, word: words.uses[value] }));

type ReviewTypedProps = ReviewPart & { onEnterSecret: (id: string, secret: string) => void };

/** What was typed, and whether each run types the same, asks, or takes a secret. */
export function ReviewTyped({ view, choices, onChange, onEnterSecret }: ReviewTypedProps) {
  const [asking, setAsking] = useState<TypedValue>();
  const secrets = view.typed.filter(({ id }) => choices.typed[id] === 'secret').length;
  const inputs = view.typed.filter(({ id }) => choices.typed[id] === 'ask').length;
  return (
    <Card title={words.typed} icon={TextCursorInput} aside={words.typedCount(inputs, secrets)}>
      <CardList>
        {view.typed.length === 0 && (
          <CardRow>
            <span className="dim">{words.nothingTyped}</span>
          </CardRow>
        )}
        {view.typed.map((typed) => {
          const use = choices.typed[typed.id] ?? 'ask';
          const secret = use === 'secret';
          return (
            <CardRow key={typed.id}>
              <Icon of={secret ? LockKeyhole : Keyboard} tone={secret ? 'odd' : 'wait'} />
              <div className="grow">
                <div className="strong cut">{typed.label}</div>
                <div className="small faint">{sayTyped(typed, use)}</div>
              </div>
              {typed.secret && (
                <Button size="small" icon={KeyRound} onClick={() => setAsking(typed)}>
                  {typed.secret === 'missing' ? words.enterSecret : words.enterAgain}
                </Button>
              )}
              {typed.value !== undefined && (
                <Choice
                  label={words.use(typed.label)}
                  value={use}
                  options={options}
                  onChange={(chosen) =>
                    onChange({ typed: { ...choices.typed, [typed.id]: chosen } })
                  }
                />
              )}
            </CardRow>
          );
        })}
      </CardList>
      {asking && (
        <EnterSecret
          label={asking.label}
          onClose={() => setAsking(undefined)}
          onEnter={(secret) => {
            onEnterSecret(asking.id, secret);
            setAsking(undefined);
          }}
        />
      )}
    </Card>
  );
}

function sayTyped({ step, value, secret }: TypedValue, use: TypedUse): string {
  if (value !== undefined && use === 'secret') return words.secretBecomes(step);
  if (value !== undefined) return words.typedAt(step, value);
  if (use === 'ask') return words.askedAt(step);
  if (secret === 'entered') return words.secretEntered(step);
  return secret === 'stored' ? words.secretStored(step) : words.secretMissing(step);
}

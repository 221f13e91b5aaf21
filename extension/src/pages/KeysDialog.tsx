import { Dialog } from '../ui/Dialog.tsx';
import styles from './KeysDialog.module.css';
import { strings } from './strings.ts';

const words = strings.shell.keys;

const groups: readonly { title: string; keys: readonly (readonly [string, string])[] }[] = [
  {
    title: words.lists,
    keys: [
      ['↑ ↓', words.move],
      ['Enter', words.open],
      ['R', words.run],
      ['/', words.search],
    ],
  },
  {
    title: words.report,
    keys: [
      ['J K', words.nextStep],
      ['B', words.side],
      ['D', words.data],
      ['C', words.copy],
    ],
  },
  {
    title: words.everywhere,
    keys: [
      ['Alt Shift R', words.record],
      ['Esc', words.close],
      ['?', words.show],
    ],
  },
];

/** All keys. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={words.title} note={words.note} onClose={onClose}>
      <div className={styles['groups']}>
        {groups.map(({ title, keys }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl className={styles['keys']}>
              {keys.map(([key, does]) => (
                <div key={key} className={styles['pair']}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

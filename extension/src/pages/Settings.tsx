import { useState } from 'react';
import { ShieldX } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { Card, CardList, CardRow } from '../ui/Card.tsx';
import { Switch } from '../ui/Check.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { useTitle } from '../ui/use-title.ts';
import { Page } from './Page.tsx';
import styles from './Settings.module.css';
import type { SettingsActions, SettingsView } from './settings-view.ts';
import { SettingsDevices } from './SettingsDevices.tsx';
import { SettingsFacts } from './SettingsFacts.tsx';
import { SettingsKit } from './SettingsKit.tsx';
import { SettingsRunner } from './SettingsRunner.tsx';
import { SettingsSites } from './SettingsSites.tsx';
import type { ShellActions, ShellView } from './shell-view.ts';
import { strings } from './strings.ts';

const words = strings.settings;

type SettingsProps = {
  shell: ShellView;
  shellActions: ShellActions;
  view: SettingsView;
  actions: SettingsActions;
};

/** Devices, recovery kit, runner, sites, and what is protected and what is not. */
export function Settings({ shell, shellActions, view, actions }: SettingsProps) {
  const [forgetting, setForgetting] = useState(false);
  const keep = () => setForgetting(false);
  useTitle(words.title);
  return (
    <Page shell={shell} shellActions={shellActions} current="settings" title={words.title}>
      {view.runner.keyState === 'changed' && (
        <div className={styles['notice']}>
          <Notice
            tone="bad"
            icon={ShieldX}
            large
            alert
            title={words.keyChanged}
            action={
              <Button kind="primary" onClick={() => setForgetting(true)}>
                {words.paste}
              </Button>
            }
          >
            {words.keyChangedMore}
          </Notice>
        </div>
      )}
      <div className={styles['columns']}>
        <div className={styles['column']}>
          <SettingsDevices view={view} actions={actions} />
          <SettingsKit kit={view.kit} actions={actions} />
          <SettingsRunner
            runner={view.runner}
            onTest={actions.onTestRunner}
            onChange={() => setForgetting(true)}
          />
          <SettingsSites sites={view.sites} onTakeBack={actions.onTakeBack} />
          <Card title={words.keyboard}>
            <CardList>
              <CardRow>
                <Switch checked={view.singleKeys} onChange={actions.onSingleKeys}>
                  {words.singleKeys}
                </Switch>
              </CardRow>
            </CardList>
          </Card>
        </div>
        <SettingsFacts view={view} onCheck={actions.onCheck} />
      </div>
      {forgetting && (
        <Dialog
          title={words.forgetTitle}
          onClose={keep}
          actions={
            <>
              <Button onClick={keep}>{words.keep}</Button>
              <Button kind="danger" onClick={actions.onForgetRunner}>
                {words.forget}
              </Button>
            </>
          }
        >
          <p className="dim">{words.forgetMore}</p>
        </Dialog>
      )}
    </Page>
  );
}

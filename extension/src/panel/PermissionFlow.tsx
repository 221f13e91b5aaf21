import { useEffect, useState } from 'react';
import { command } from '../recording/messages.ts';
import { permissionOf, siteName } from '../recording/sites.ts';
import { intentItem } from '../store/recording.ts';
import type { RecordingIntent } from '../store/recording.ts';
import { Permission } from './Permission.tsx';
import type { PermissionState } from './Permission.tsx';

/** Asks for the site in the very click, and starts. What was allowed before is not asked again. */
export function PermissionFlow({ intent }: { intent: RecordingIntent }) {
  const [state, setState] = useState<PermissionState | 'unknown'>('unknown');

  useEffect(() => {
    const begin = async (): Promise<void> => {
      const isAllowed = await chrome.permissions.contains(permissionOf(intent.site));
      if (isAllowed) await command({ kind: 'start', ...intent });
      else setState('asking');
    };
    void begin();
  }, [intent]);

  const ask = async (): Promise<void> => {
    const answer = await request(intent);
    if (answer === 'allowed') await command({ kind: 'start', ...intent });
    else setState(answer);
  };

  if (state === 'unknown') return null;
  return (
    <Permission
      host={siteName(intent.site)}
      state={state}
      onAllow={() => void ask()}
      onNotNow={() => void intentItem.removeValue()}
    />
  );
}

async function request({ site }: RecordingIntent): Promise<'allowed' | 'refused' | 'blocked'> {
  try {
    return (await chrome.permissions.request(permissionOf(site))) ? 'allowed' : 'refused';
  } catch {
    // Chrome throws where a policy forbids the site; a person who says no is an answer, not an error.
    return 'blocked';
  }
}

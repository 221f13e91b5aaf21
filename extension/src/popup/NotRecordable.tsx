import { MonitorX } from 'lucide-react';
import { Notice } from '../ui/Notice.tsx';
import { strings } from './strings.ts';

/** Instead of the site: a page on which no extension may work. */
export function NotRecordable() {
  return (
    <Notice icon={MonitorX} title={strings.home.notRecordable}>
      {strings.home.notRecordableMore}
    </Notice>
  );
}

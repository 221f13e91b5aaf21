import { MonitorX } from 'lucide-react';
import { Notice } from '../ui/Notice.tsx';
import { home } from './strings/home.ts';

/** Instead of the site: a page on which no extension may work. */
export function NotRecordable() {
  return (
    <Notice icon={MonitorX} title={home.notRecordable}>
      {home.notRecordableMore}
    </Notice>
  );
}

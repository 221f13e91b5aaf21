import { Camera, CircleCheckBig, Hourglass, ScanText } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import styles from './panel.module.css';
import type { PageStep, RecordingTool } from './recording-view.ts';
import { strings } from './strings.ts';

const words = strings.recording;

const tools: readonly { tool: RecordingTool; icon: LucideIcon }[] = [
  { tool: 'table', icon: ScanText },
  { tool: 'check', icon: CircleCheckBig },
  { tool: 'wait', icon: Hourglass },
];

type RecordingToolsProps = {
  tool: RecordingTool | undefined;
  onTool: (tool: RecordingTool | undefined) => void;
  onAdd: (step: PageStep) => void;
};

/** Steps that are no act of the person's: get data, check, wait, picture. */
export function RecordingTools({ tool: chosen, onTool, onAdd }: RecordingToolsProps) {
  return (
    <div className={styles['tools']} role="toolbar" aria-label={words.tools}>
      {tools.map(({ tool, icon }) => (
        <Button
          key={tool}
          size="small"
          icon={icon}
          aria-pressed={tool === chosen}
          onClick={() => onTool(tool === chosen ? undefined : tool)}
        >
          {words[tool]}
        </Button>
      ))}
      <Button size="small" icon={Camera} onClick={() => onAdd('picture')}>
        {words.picture}
      </Button>
    </div>
  );
}

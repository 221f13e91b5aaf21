import { Camera, CircleCheckBig, Hourglass, ScanText } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import styles from './panel.module.css';
import type { RecordingTool } from './recording-view.ts';
import { strings } from './strings.ts';

const words = strings.recording;

const tools: readonly { tool: RecordingTool; icon: LucideIcon }[] = [
  { tool: 'table', icon: ScanText },
  { tool: 'check', icon: CircleCheckBig },
  { tool: 'wait', icon: Hourglass },
  { tool: 'picture', icon: Camera },
];

type RecordingToolsProps = {
  tool: RecordingTool | undefined;
  onTool: (tool: RecordingTool | undefined) => void;
};

/** Steps that are no act of the person's: get data, check, wait, picture. */
export function RecordingTools({ tool: chosen, onTool }: RecordingToolsProps) {
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
    </div>
  );
}

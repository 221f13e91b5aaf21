import { Check, LaptopMinimal, LockKeyhole, Monitor, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Card, CardList, CardRow } from '../ui/Card.tsx';
import { Chip } from '../ui/Chip.tsx';
import { useClock } from '../ui/clock.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { day, whenInside } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import type { DeviceRow, SettingsActions, SettingsView } from './settings-view.ts';
import { strings } from './strings.ts';

const words = strings.settings;

type SettingsDevicesProps = { view: SettingsView; actions: SettingsActions };

/** The devices of the organization; the one in use is named. */
export function SettingsDevices({ view, actions }: SettingsDevicesProps) {
  const [removing, setRemoving] = useState<DeviceRow>();
  return (
    <Card
      title={words.devices}
      aside={
        <>
          <Button size="small" icon={LockKeyhole} onClick={actions.onLock}>
            {words.lock}
          </Button>
          {view.canAddDevice && (
            <Button size="small" icon={Plus} onClick={actions.onAddDevice}>
              {words.addDevice}
            </Button>
          )}
        </>
      }
    >
      <CardList>
        {view.devices.map((device) => (
          <Device
            key={device.id}
            device={device}
            onRemove={view.canAddDevice ? () => setRemoving(device) : undefined}
          />
        ))}
        {!view.canAddDevice && (
          <CardRow>
            <span className="small dim">{words.devicesNotBuilt}</span>
          </CardRow>
        )}
      </CardList>
      {removing && (
        <Dialog
          title={words.removeTitle(removing.name)}
          onClose={() => setRemoving(undefined)}
          actions={
            <>
              <Button onClick={() => setRemoving(undefined)}>{words.keep}</Button>
              <Button
                kind="danger"
                onClick={() => {
                  actions.onRemoveDevice?.(removing.id);
                  setRemoving(undefined);
                }}
              >
                {words.remove}
              </Button>
            </>
          }
        >
          <p className="dim">{words.removeMore}</p>
        </Dialog>
      )}
    </Card>
  );
}

type DeviceProps = { device: DeviceRow; onRemove: (() => void) | undefined };

function Device({ device, onRemove }: DeviceProps) {
  const clock = useClock();
  const { name, here, addedAt, addedBy, lastUsedAt } = device;
  const used = lastUsedAt === undefined ? undefined : whenInside(lastUsedAt, clock);
  return (
    <CardRow>
      <Icon of={here ? LaptopMinimal : Monitor} tone="wait" />
      <div className="grow">
        <div className="strong cut">{name}</div>
        <div className="small faint">
          {here
            ? words.thisDevice(day(addedAt, clock.zone, 'long'))
            : words.otherDevice(used, addedBy)}
        </div>
      </div>
      {here && <Chip icon={Check}>{words.here}</Chip>}
      {!here && onRemove && (
        <Button
          size="small"
          kind="danger-quiet"
          aria-label={`${words.remove} ${name}`}
          onClick={onRemove}
        >
          {words.remove}
        </Button>
      )}
    </CardRow>
  );
}

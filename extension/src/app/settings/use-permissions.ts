import { useEffect, useState } from 'react';

/** What Chrome allows Mayfly, followed as it changes. */
export function usePermissions(): chrome.permissions.Permissions {
  const [allowed, setAllowed] = useState<chrome.permissions.Permissions>({});
  useEffect(() => {
    const look = () => void chrome.permissions.getAll().then(setAllowed);
    look();
    chrome.permissions.onAdded.addListener(look);
    chrome.permissions.onRemoved.addListener(look);
    return () => {
      chrome.permissions.onAdded.removeListener(look);
      chrome.permissions.onRemoved.removeListener(look);
    };
  }, []);
  return allowed;
}

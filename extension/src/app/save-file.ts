/** Hands a file to the person's downloads. Nothing leaves this device. */
export function saveFile(name: string, text: string, mediaType: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '-');
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** The text of a file that the person chooses; undefined when none was chosen. */
export async function chooseFile(accept: string): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<File | undefined>();
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept;
  input.addEventListener('change', () => resolve(input.files?.[0]));
  input.addEventListener('cancel', () => resolve(undefined));
  input.click();
  return (await promise)?.text();
}

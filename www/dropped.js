// @ts-check
// What was dropped or pasted -> files. Folders are opened; what cannot be a table is left in them.

/** What a table's file may be called inside a folder; a file that is dropped itself is always tried. */
const TABLE = /\.(csv|tsv|tab|txt)$/i;

/**
 * The files of a drop. The entries have to be asked for at once: the browser forgets them afterwards.
 * @param {DataTransfer} transfer
 * @returns {Promise<File[]>}
 */
export async function filesOf(transfer) {
  const items = [...transfer.items].filter((item) => item.kind === "file");
  const found = items.map((item) => {
    const entry = item.webkitGetAsEntry();
    return entry?.isDirectory ? inFolder(/** @type {FileSystemDirectoryEntry} */ (entry)) : [item.getAsFile()];
  });
  const files = (await Promise.all(found)).flat();
  return files.filter((file) => file !== null);
}

/** @param {FileSystemDirectoryEntry} folder @returns {Promise<File[]>} */
async function inFolder(folder) {
  const reader = folder.createReader();
  /** @type {FileSystemEntry[]} */
  const entries = [];
  for (;;) {
    /** @type {FileSystemEntry[]} */
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) break;
    entries.push(...some);
  }
  const found = entries.map((entry) => {
    if (entry.isDirectory) return inFolder(/** @type {FileSystemDirectoryEntry} */ (entry));
    return TABLE.test(entry.name) ? fileOf(/** @type {FileSystemFileEntry} */ (entry)) : [];
  });
  return (await Promise.all(found)).flat();
}

/** @param {FileSystemFileEntry} entry @returns {Promise<File[]>} */
const fileOf = (entry) => new Promise((resolve, reject) => entry.file((file) => resolve([file]), reject));

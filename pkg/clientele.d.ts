/* tslint:disable */
/* eslint-disable */

/**
 * The analysis side, one in a Worker.
 */
export class Engine {
    free(): void;
    [Symbol.dispose](): void;
    /**
     * A part of the rows behind a number as CSV; undefined behind the last.
     */
    behind_part(trace: any, part: number): Uint8Array | undefined;
    /**
     * Takes a `Request`, gives its `Answer`s in order, as JSON: for reports that is half the code and
     * half the time of building objects one by one.
     */
    handle(request: any): string;
    /**
     * The open file is hashed by a [`Hasher`] of another Worker at the same time.
     */
    hash_apart(): void;
    /**
     * The hash of the open file that the other Worker made.
     */
    hashed(sha256: string): void;
    /**
     * An empty session. The seed keys the hash tables, so that no file can be made to collide in
     * them; it never shows in a result.
     */
    constructor(seed_high: number, seed_low: number);
    /**
     * The next bytes of the open file. Gives a `Progress`, or throws the `Answer` that refuses the
     * file, both as JSON.
     */
    push(bytes: Uint8Array | number[]): string;
    /**
     * What was decided as the text of a recipe's file.
     */
    recipe_text(): string;
    /**
     * The last report as JSON with full precision, the same bytes as on the command line.
     */
    report_json(): string | undefined;
    /**
     * A part of the rows of this kind (`clean`, `rejects`) as CSV; undefined behind the last.
     */
    rows_part(kind: string, part: number): Uint8Array | undefined;
    /**
     * The next `Answer` of the report under way as JSON, or undefined when nothing is.
     */
    step(): string | undefined;
    /**
     * A table of the report as CSV with all its rows, in the order of the column of this name or, without one,
     * as it is given; undefined when there is no such table.
     */
    table_csv(section: string, table: string, column: string, down: boolean): Uint8Array | undefined;
}

/**
 * The SHA-256 of a file: a third of the work of reading it, which a second Worker can do meanwhile.
 */
export class Hasher {
    free(): void;
    [Symbol.dispose](): void;
    /**
     * The hash of all bytes as 64 hexadecimal digits.
     */
    hex(): string;
    /**
     * Of no bytes yet.
     */
    constructor();
    /**
     * The next bytes of the file.
     */
    push(bytes: Uint8Array | number[]): void;
}

/**
 * How charts look and speak: a theme with a voice.
 */
export class Look {
    free(): void;
    [Symbol.dispose](): void;
    /**
     * The theme of this name (`light`, `dark`) with ticks said for this locale.
     */
    constructor(theme: string, locale: string);
}

/**
 * The files of the demo: an array of `{ name, bytes }`.
 */
export function demo_files(): Array<any>;

/**
 * The height in CSS pixels that a `Figure` asks for at this width.
 */
export function figure_height(figure: any, css_width: number): number;

/**
 * A `Figure` as an SVG document with its title and notes. The canvas tells how wide texts are.
 */
export function figure_svg(figure: any, canvas: HTMLCanvasElement, look: Look, css_width: number): string;

/**
 * All sentences of the page without arguments, by id: a record of strings.
 */
export function page_words(locale: string): any;

/**
 * Draws a `Figure` on a canvas. Gives the hit boxes of its data in CSS pixels, six numbers each:
 * x, y, width, height, index of the mark, index of the datum.
 */
export function paint(figure: any, canvas: HTMLCanvasElement, look: Look, css_width: number, css_height: number, dpr: number): Float32Array;

/**
 * Says one `Text` that the page made itself, such as the progress of a file.
 */
export function say(text: any, locale: string): string;

/**
 * The locale in which the core speaks to a reader of this BCP 47 tag.
 */
export function spoken_locale(tag: string): string;

/**
 * Runs once when the module is instantiated.
 */
export function start(): void;

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly memory: WebAssembly.Memory;
    readonly __wbg_engine_free: (a: number, b: number) => void;
    readonly __wbg_hasher_free: (a: number, b: number) => void;
    readonly __wbg_look_free: (a: number, b: number) => void;
    readonly demo_files: () => any;
    readonly engine_behind_part: (a: number, b: any, c: number) => [number, number, number, number];
    readonly engine_handle: (a: number, b: any) => [number, number, number, number];
    readonly engine_hash_apart: (a: number) => void;
    readonly engine_hashed: (a: number, b: number, c: number) => void;
    readonly engine_new: (a: number, b: number) => number;
    readonly engine_push: (a: number, b: number, c: number) => [number, number, number, number];
    readonly engine_recipe_text: (a: number) => [number, number];
    readonly engine_report_json: (a: number) => [number, number];
    readonly engine_rows_part: (a: number, b: number, c: number, d: number) => [number, number];
    readonly engine_step: (a: number) => [number, number];
    readonly engine_table_csv: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number) => [number, number];
    readonly figure_height: (a: any, b: number) => [number, number, number];
    readonly figure_svg: (a: any, b: any, c: number, d: number) => [number, number, number, number];
    readonly hasher_hex: (a: number) => [number, number];
    readonly hasher_new: () => number;
    readonly hasher_push: (a: number, b: number, c: number) => void;
    readonly look_new: (a: number, b: number, c: number, d: number) => number;
    readonly page_words: (a: number, b: number) => [number, number, number];
    readonly paint: (a: any, b: any, c: number, d: number, e: number, f: number) => [number, number, number, number];
    readonly say: (a: any, b: number, c: number) => [number, number, number, number];
    readonly spoken_locale: (a: number, b: number) => [number, number];
    readonly start: () => void;
    readonly __wbindgen_malloc: (a: number, b: number) => number;
    readonly __wbindgen_realloc: (a: number, b: number, c: number, d: number) => number;
    readonly __wbindgen_free: (a: number, b: number, c: number) => void;
    readonly __wbindgen_exn_store: (a: number) => void;
    readonly __externref_table_alloc: () => number;
    readonly __wbindgen_externrefs: WebAssembly.Table;
    readonly __externref_table_dealloc: (a: number) => void;
    readonly __wbindgen_start: () => void;
}

export type SyncInitInput = BufferSource | WebAssembly.Module;

/**
 * Instantiates the given `module`, which can either be bytes or
 * a precompiled `WebAssembly.Module`.
 *
 * @param {{ module: SyncInitInput }} module - Passing `SyncInitInput` directly is deprecated.
 *
 * @returns {InitOutput}
 */
export function initSync(module: { module: SyncInitInput } | SyncInitInput): InitOutput;

/**
 * If `module_or_path` is {RequestInfo} or {URL}, makes a request and
 * for everything else, calls `WebAssembly.instantiate` directly.
 *
 * @param {{ module_or_path: InitInput | Promise<InitInput> }} module_or_path - Passing `InitInput` directly is deprecated.
 *
 * @returns {Promise<InitOutput>}
 */
export default function __wbg_init (module_or_path: { module_or_path: InitInput | Promise<InitInput> } | InitInput | Promise<InitInput>): Promise<InitOutput>;

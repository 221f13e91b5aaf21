import { describe, expect, test } from 'vitest';
import { HpackReader } from './hpack.ts';

const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex');

/** RFC 7541 appendices C.3 and C.4: three requests on one connection, without and with Huffman codes. */
const requests = {
  plain: [
    '828684410f7777772e6578616d706c652e636f6d',
    '828684be58086e6f2d6361636865',
    '828785bf400a637573746f6d2d6b65790c637573746f6d2d76616c7565',
  ],
  huffman: [
    '828684418cf1e3c2e5f23a6ba0ab90f4ff',
    '828684be5886a8eb10649cbf',
    '828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf',
  ],
};

test.each(['plain', 'huffman'] as const)('the requests of RFC 7541 are read, %s', (kind) => {
  const reader = new HpackReader();
  const read = requests[kind].map((block) => reader.read(bytes(block)));
  const host = [':authority', 'www.example.com'];
  const common = [
    [':method', 'GET'],
    [':scheme', 'http'],
    [':path', '/'],
  ];
  expect(read).toEqual([
    [...common, host],
    [...common, host, ['cache-control', 'no-cache']],
    [
      [':method', 'GET'],
      [':scheme', 'https'],
      [':path', '/index.html'],
      host,
      ['custom-key', 'custom-value'],
    ],
  ]);
});

/** RFC 7541 appendix C.6: three answers whose table holds 256 bytes, so that entries go. */
test('answers are read whose table is full', () => {
  const reader = new HpackReader();
  const blocks = [
    '3fe101 488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff6e919d29ad171863c78f0b97c8e9ae82ae43d3',
    '4883640effc1c0bf',
    '88c16196d07abe941054d444a8200595040b8166e084a62d1bffc05a839bd9ab77ad94e7821dd7f2e6c7b335dfdfcd5b3960d5af27087f3672c1ab270fb5291f9587316065c003ed4ee5b1063d5007',
  ];
  const read = blocks.map((block) => reader.read(bytes(block)));
  expect(read.map(([status]) => status)).toEqual([
    [':status', '302'],
    [':status', '307'],
    [':status', '200'],
  ]);
  expect(read[2]).toContainEqual([
    'set-cookie',
    'foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1',
  ]);
});

describe('what no encoder writes is refused', () => {
  test.each([
    ['an entry of no table', 'be'],
    ['the entry 0', '80'],
    ['a number without an end', 'ffffffffffffffff'],
    ['a text that is cut', '400a6375'],
    ['a code of Huffman that is padded with noughts', '4081 00 0161'],
    ['a table without bounds', '3fffffff7f'],
  ])('%s', (_, block) => {
    expect(() => new HpackReader().read(bytes(block))).toThrow('connection-unreadable');
  });
});

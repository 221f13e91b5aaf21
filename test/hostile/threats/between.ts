import { network } from '../attacks/network.ts';
import { takenPod } from '../attacks/pods.ts';
import { heldIn } from '../threat.ts';
import type { Threat } from '../threat.ts';

const page = 'Visited page';

/** The network between the parts, and the sites that runs visit. */
export const between: readonly Threat[] = [
  {
    attacker: 'Network',
    asset: 'pairing, claims, links',
    means:
      'all that passes between devices, service, broker and pods: to read, rewrite, drop and repeat',
    gets: 'ciphertext, sizes, times',
    getsNot:
      'a key, a run, a second run: a 128-bit invitation, MACs both ways, claims sealed to the anchor, requests that are signed and taken once',
    notStopped:
      'denial; withheld revocation until `freshFor` ends, visible at once: no receipt; who changes the service’s address in the answer of a pairing is a service that this device asks, and no more',
    attacks: network,
    held: [
      ...heldIn(
        'shared/src/envelope/invitation.test.ts',
        'who does not know the secret, or means other keys, is unknown',
        'whose receipt somebody else signed is not',
      ),
      ...heldIn(
        'cloud-runner/src/broker/door/proof.test.ts',
        'a request is taken once',
        'a request is good for its own method, path and body alone',
      ),
      ...heldIn(
        'cloud-runner/src/service/door/proof.test.ts',
        'is answered once: its nonce is kept',
        'holds for its path with query, its method and its body only',
      ),
      ...heldIn(
        'cloud-runner/src/broker/charter/invitations.test.ts',
        'who knows the id but not the secret gets nothing, and does not use the invitation up',
      ),
      ...heldIn(
        'cloud-runner/src/broker/release/persons.test.ts',
        'needs the owner to be heard of, not the author',
      ),
    ],
  },
  {
    attacker: page,
    asset: 'this run’s session on other origins',
    means: 'everything that a page can do in the pod’s browser, and a pod that it took over',
    gets: 'nothing by itself',
    getsNot:
      'another origin, or a write that was not granted: scope, origins, write rules, the fence outside the browser, strict finding',
    notStopped:
      'whatever its own origin could do with what is typed there; a sandbox escape owns this run: its deks, its report, its renewal (owner and scope fixed, latest attempt only)',
    attacks: takenPod,
    held: [
      ...heldIn(
        'test/escape/escape.escape.test.ts',
        'nothing that a page tries escapes, and no address and no neighbour gets through',
      ),
      ...heldIn(
        'cloud-runner/src/pod/fence/judge.test.ts',
        '%s is refused where nothing may be changed',
        'a granted write passes as often as it may, and no more',
      ),
      ...heldIn(
        'cloud-runner/src/pod/fence/fence.browser.test.ts',
        'without a mark nothing is sent',
      ),
      ...heldIn(
        'cloud-runner/src/broker/ledger/ledger.test.ts',
        'goes to the pod that got the keys only',
        'by another pod is refused',
      ),
      ...heldIn(
        'cloud-runner/src/broker/ledger/renew.test.ts',
        'a renewed sign-in is dropped when the grant does not renew, or it changes owner, scope or predecessor',
      ),
      ...heldIn(
        'shared/src/player/find.browser.test.ts',
        'the page cannot see or change what the player does in it',
      ),
    ],
  },
  {
    attacker: page,
    asset: 'the recording',
    means: 'scripts on the page that is recorded',
    gets: 'untrusted text in names',
    getsNot:
      'a step: `isTrusted` only, sentences from steps, rendered as text; a person confirms origins and writes',
    notStopped: 'a person who confirms without reading',
    attacks: [],
    held: [
      ...heldIn(
        'extension/src/capture/recorder.browser.test.ts',
        'what the page clicks by itself is not recorded',
      ),
      ...heldIn(
        'extension/src/recording/recording.browser.test.ts',
        'a page can start, feed or stop nothing',
        'on another site nothing is recorded, and the panel says which site it is',
      ),
      ...heldIn(
        'test/built/extension.browser.test.ts',
        'shows pages of the web nothing, and hears nothing from them',
      ),
    ],
  },
  {
    attacker: page,
    asset: 'the report page, and what a report carries out',
    means:
      'what it was given, told again in every place that a page has, and text that looks like a formula',
    gets: '–',
    getsNot:
      'a session value in a report, a picture, a log or a database; a formula in a spreadsheet: redaction in the pod, artifacts as inert images or text, CSV cells that start a formula are quoted',
    notStopped: '–',
    attacks: [],
    held: [
      ...heldIn('test/leak/canaries.leak.test.ts', 'none is in the opened report'),
      ...heldIn(
        'shared/src/report/redact.test.ts',
        'from the moment it is learned, the rotated one too',
      ),
      ...heldIn('shared/src/report/csv.test.ts', '%j stays text'),
      ...heldIn('extension/src/ui/csv.test.ts', 'the formula %j stays text'),
    ],
  },
];

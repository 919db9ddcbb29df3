"""The vault: masked originals, encrypted in a file beside the workbook, opened by passphrase.

Keys
----
Every person has a random secret of 32 bytes, from which HKDF derives an X25519 pair (what is
sealed for them) and an Ed25519 pair (what they sign). The secret lies in the file under
AES-256-GCM; its key comes from the passphrase by scrypt (N = 2^17, r = 8, p = 1), whose
parameters are authenticated and bounded below and above.

The vault itself has four pairs; each rotation makes new ones:

========  ================================  ==================================================
pair      who holds the private key         what it is for
========  ================================  ==================================================
rows      查看 and 管理                        open original cells and the key of join codes
files     管理                               open the workbooks as they were before masking
log       管理 (older ones, too)              read the log
root      管理                               sign the list of people and the next root
========  ================================  ==================================================

So everybody on the list, 普通 included, can put originals in and must sign what they do, without
being able to read; and a manager can rotate for all without knowing their passphrases. The key of
join codes is the one secret that stays the same over rotations, since codes in a workbook would
not match any more: who has left still knows it.

What is authenticated
---------------------
The last writer signs every byte of the file, id and generation included; the list of people,
which says whose signature that may be and what role they have, is signed by the root; each
person's own sealed secret names the root they trust, and a new root is signed by the old one.
Each sealed thing is bound to its purpose, the vault, the generation in which it was written and
its place. Log entries are hashed in a chain and signed by who acted.

An older file in place of the newer one is found by the stamp in the workbook (`stamp`) and by
what this computer saw last (`seen`): generation, digest, log, root.

What it is for, and what it cannot do
-------------------------------------
For: somebody who gets workbook and vault, or may write their folder, but has no passphrase learns
nothing but sizes, times and the names on the list, and can change nothing without it showing;
somebody with a role cannot give themselves a higher one, nor act without leaving a trace by using
this program.

Not: who may decrypt can copy, photograph, and keep keys and old files; a viewer who writes a
program of their own can open all rows with the key that opens one, and leave no trace; everybody
on the list can damage the vault, as everybody can who may delete the file; a manager who was
removed keeps what they had, and can forge a history from before their removal, which shows only
where somebody has seen a later one. Attempts with a wrong passphrase leave no trace, since
nobody has signed them. A weak passphrase can be guessed by who has the file. Python cannot wipe
memory. While a vault is open on a computer that is not to be trusted, nothing helps.

The bytes are described in `xlsegment.vault.layout`.
"""

/**
 * Permissive licenses of the SPDX list that no family's name tells: those that the Blue Oak Council rates silver or bronze (list 15.0.0), and
 * older ones that it lists without a rating.
 */
export const PERMISSIVE_IDS: ReadonlySet<string> = new Set(
  `
    AAL ADSL AMDPLPA AML AMPAS ANTLR-PD ANTLR-PD-fallback APAFML Bahyph Barr bcrypt-Solar-Designer Beerware blessing BSD-Source-Code
    bzip2-1.0.5 bzip2-1.0.6 CERN-OHL-P-2.0 CFITSIO ClArtistic Clips CNRI-Jython CNRI-Python CNRI-Python-GPL-Compatible Cube DSDP
    eGenix Entessa Fair FSFAP FSFUL FSFULLR FSFULLRWD fwlw hdparm HTMLTIDY IBM-pibs ImageMagick Info-ZIP Intel-ACPI JasPer-2.0
    Leptonica Linux-OpenIB LPPL-1.3a LZMA-SDK-9.22 MirOS MITNFA mpich2 MTLL MulanPSL-1.0 Multics Mup Naumen NCBI-PD Net-SNMP NetCDF
    NICTA-1.0 NLPL NRL NTP-0 OGL-Canada-2.0 OML Plexus Python-2.0.1 python-ldap Qhull SAX-PD Saxpath SGI-B-2.0 SHL-0.5 SMLNJ
    Spencer-86 Spencer-94 Spencer-99 SSH-short SunPro SWL Symlinks TCP-wrappers UCAR UnixCrypt VSL-1.0 Xerox Xfig XFree86-1.1 xlock
    Xnet xpp zlib-acknowledgement
  `
    .trim()
    .split(/\s+/),
);

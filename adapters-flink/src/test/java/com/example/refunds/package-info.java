/** Stands for a job that is somebody else's: of Millrace it uses what is public. */
package com.example.refunds;

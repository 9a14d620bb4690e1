CREATE TABLE `inflows` (
	`id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`major_code` text NOT NULL,
	`year` integer NOT NULL,
	`unit` text DEFAULT 'persons' NOT NULL,
	`persons` integer NOT NULL,
	`reason` text NOT NULL,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	`batch_id` text,
	`reported_by` text NOT NULL,
	`valid_from` integer NOT NULL,
	FOREIGN KEY (`region_code`) REFERENCES `regions`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`major_code`) REFERENCES `majors`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `inflows_key_idx` ON `inflows` (`region_code`,`major_code`,`year`,`id`);--> statement-breakpoint
CREATE TABLE `projects` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`name` text NOT NULL,
	`occupation_code` text NOT NULL,
	`commissioning_year` integer NOT NULL,
	`unit` text DEFAULT 'persons' NOT NULL,
	`planned_headcount` integer NOT NULL,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	`batch_id` text,
	`reported_by` text NOT NULL,
	`valid_from` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`occupation_code`) REFERENCES `occupations`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `projects_key_idx` ON `projects` (`organisation_id`,`name`,`occupation_code`,`id`);